import NIOCore

/// One connection of a server that brings mail: bytes in, answers out.
struct MailTalk {
    private let reception: MailReception
    private var session: ReceivingSession
    private var line: [UInt8] = []
    private var decoder: DotDecoder?

    private static let longestLine = 2_048

    init(reception: MailReception, host: String) {
        self.reception = reception
        session = ReceivingSession(host: host)
    }

    mutating func take(_ piece: ByteBuffer) async -> (answer: String, isOver: Bool) {
        var (piece, answers) = (piece, "")
        while piece.readableBytes > 0 {
            if decoder != nil {
                let isComplete = takeMessage(&piece)
                if isComplete { answers += await keep() }
                continue
            }
            guard let line = takeLine(&piece) else { break }
            let (answer, isOver) = await answer(line)
            answers += answer
            if isOver { return (answers, true) }
        }
        return (answers, false)
    }

    private mutating func takeMessage(_ piece: inout ByteBuffer) -> Bool {
        guard let taken = piece.withUnsafeReadableBytes({ decoder?.take($0) }) else { return false }
        piece.moveReaderIndex(forwardBy: taken.used)
        return taken.isComplete
    }

    /// - Returns: `nil` when its end has not come yet. Of a line that is too long the beginning is no command either.
    private mutating func takeLine(_ piece: inout ByteBuffer) -> String? {
        while let byte = piece.readInteger(as: UInt8.self) {
            guard byte == 0x0A else {
                if line.count < Self.longestLine { line.append(byte) }
                continue
            }
            defer { line = [] }
            if line.last == 0x0D { line.removeLast() }
            return line.count >= Self.longestLine ? "" : String(decoding: line, as: UTF8.self)
        }
        return nil
    }

    private mutating func answer(_ line: String) async -> (String, isOver: Bool) {
        switch session.take(line) {
        case .answer(let text): return (text + "\r\n", false)
        case .close(let text): return (text + "\r\n", true)
        case .find(let address):
            let isKnown = try? await reception.knows(address)  // Nobody can say now: its sender asks again.
            return (session.found(address, isKnown: isKnown) + "\r\n", false)
        case .takeMessage:
            decoder = DotDecoder(limit: MailLimits.size)
            return ("354 Go on, and end with a point on a line of its own\r\n", false)
        }
    }

    /// One answer for each whom it is for by LMTP; by SMTP one for all, which is no when any could not be kept: who tries again changes
    /// nothing for those who have it.
    private mutating func keep() async -> String {
        defer {
            session.reset()
            decoder = nil
        }
        guard let decoder else { return "" }
        var answers: [String] = []
        for recipient in session.recipients {
            answers.append(await answer(to: decoder, recipient))
        }
        let worst = answers.first { !$0.hasPrefix("2") } ?? answers.first ?? ""
        return (session.isLocal ? answers : [worst]).map { $0 + "\r\n" }.joined()
    }

    private func answer(to decoder: DotDecoder, _ recipient: String) async -> String {
        guard !decoder.isTooLarge else { return "552 5.3.4 Messages may have \(MailLimits.size) bytes at most" }
        do {
            try await reception.keep(decoder.message, recipient)
            return "250 2.0.0 Kept for \(recipient)"
        } catch { return "451 4.3.0 It could not be kept: try again" }
    }
}
