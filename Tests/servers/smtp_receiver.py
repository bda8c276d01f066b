"""A server of mail for tests: takes messages on loopback and lays each into a file, as an ordinary server would.

    smtp_receiver.py PORT DIRECTORY

What stands before the @ of a recipient says what becomes of the message: `refused` is refused for good, `later` for now, and `silent` is taken
without a word: the connection ends once the message is there.
"""

import asyncio
import pathlib
import sys

from aiosmtpd.controller import Controller


class Handler:
    def __init__(self, directory):
        self.directory = pathlib.Path(directory)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 5.1.1 No such user here"
        if address.startswith("later"):
            return "450 4.2.1 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        number = len(list(self.directory.glob("*.eml"))) + 1
        path = self.directory / f"{number:04}.part"
        path.write_bytes(b"X-From: %s\r\nX-To: %s\r\n" % (envelope.mail_from.encode(), ",".join(envelope.rcpt_tos).encode()) + envelope.content)
        path.rename(path.with_suffix(".eml"))
        if any(address.startswith("silent") for address in envelope.rcpt_tos):
            server.transport.abort()
        return "250 Taken"


def main():
    port, directory = int(sys.argv[1]), sys.argv[2]
    controller = Controller(Handler(directory), hostname="127.0.0.1", port=port, data_size_limit=40 << 20)
    controller.start()
    print("ready", flush=True)
    asyncio.new_event_loop().run_forever()


if __name__ == "__main__":
    main()
