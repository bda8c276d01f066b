import App
import ArgumentParser
import Foundation
import Kernel

struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Takes one message, as a mail server pipes it into a program.",
        discussion: """
            Ends with 0 once the message is on disk, with 67 when there is no mailbox for it, with 69 when it is larger than is taken, and
            with 75 when it could not be kept just now, so that the mail server tries again. A server that is running files it.
            """)

    @Argument(help: "The file of the message; - is standard input.")
    var file: String

    @Option(help: "The address that it was delivered to: that of a mailbox.")
    var to: String

    @OptionGroup var installation: InstallationOptions

    /// As sysexits.h has them, which mail servers know.
    private enum Exit: Int32 { case noUser = 67, unavailable = 69, tryAgain = 75 }

    func run() async throws {
        do {
            let message = try content()
            guard message.count <= Installation.largestMail else {
                throw refused("The message has more than \(Installation.largestMail >> 20) MB.", .unavailable)
            }
            let configuration = try self.installation.configuration()
            // A mail server that was told the wrong directory keeps the message; no empty installation is made to refuse it.
            if configuration.isNew { throw refused("There is no installation in \(configuration.directory): say which with --directory.", .tryAgain) }
            let installation = try await Installation.open(configuration)
            try await installation.keepMail(message, for: to)
            try await installation.close()
        } catch let exit as ExitCode {
            throw exit
        } catch Failure.missing(let what) {
            throw refused("\(what) was not found: add it under Settings, Mailboxes.", .noUser)
        } catch {
            throw refused((error as? Failure)?.description ?? (error as? Outage)?.description ?? "\(error)", .tryAgain)
        }
    }

    private func content() throws -> [UInt8] {
        do {
            let handle = file == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
            return [UInt8](try handle.read(upToCount: Installation.largestMail + 1) ?? Data())
        } catch {
            throw Failure.invalid("FILE", "\(file) cannot be read: \(systemWords(error)).")
        }
    }

    private func refused(_ sentence: String, _ exit: Exit) -> ExitCode {
        complain(sentence)
        return ExitCode(exit.rawValue)
    }
}
