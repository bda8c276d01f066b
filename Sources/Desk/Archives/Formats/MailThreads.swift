import Channels
import Kernel
import Mail
import People

/// Messages of an mbox, put together to conversations as far as they answer one another.
struct MailThreads {
    /// Addresses and domains that are ours, in lower case; domains begin with “@”.
    let own: Set<String>
    let now: Instant

    /// A message as it stands in the file, without the content of its files.
    struct Piece {
        let line: Int
        let mail: MailMessage
        let at: Instant?
        let text: String
        let files: [String]
    }

    /// - Returns: conversations with the line of their first message, and messages of which nothing can be made, with the reason.
    func conversations(_ pieces: [Piece]) -> (taken: [(line: Int, past: PastConversation)], refused: [(line: Int, reason: String)]) {
        var (threads, places): ([(line: Int, past: PastConversation)], [String: Int]) = ([], [:])
        var refused: [(line: Int, reason: String)] = []
        for piece in pieces {
            if let reason = Self.refusal(piece.mail) {
                refused.append((piece.line, reason))
                continue
            }
            let id = Self.id(piece)
            let kin = [id] + piece.mail.answers
            let place = kin.compactMap { places[$0] }.first ?? threads.count
            if place == threads.count { threads.append((piece.line, begun(kin.last ?? id))) }
            add(piece, id, to: &threads[place].past)
            threads[place].past.kin += kin
            for name in kin where places[name] == nil { places[name] = place }
        }
        var taken: [(line: Int, past: PastConversation)] = []
        for (line, past) in threads {
            do throws(ArchiveFault) { taken.append((line, try past.settled())) } catch { refused.append((line, error.reason)) }
        }
        return (taken, refused)
    }

    private func begun(_ root: String) -> PastConversation {
        var past = PastConversation(thread: String(root.prefix(300)))
        past.channel = .email
        return past
    }

    private static func refusal(_ mail: MailMessage) -> String? {
        if mail.headers.isEmpty { return "has no head: it is no message" }
        if mail.from.isEmpty { return "names no sender" }
        if mail.bounce != nil { return "tells that another message did not arrive" }
        return mail.marks.isAutomatic ? "was written by a machine" : nil
    }

    /// Its Message-ID, or, where it has none, something made of who, when and what.
    private static func id(_ piece: Piece) -> String {
        piece.mail.messageID
            ?? "\(piece.mail.from.first?.key ?? ""):\((piece.mail.date ?? piece.at)?.microseconds ?? 0):\(piece.mail.subject.prefix(60))"
    }

    private func add(_ piece: Piece, _ id: String, to past: inout PastConversation) {
        let mail = piece.mail
        guard let sender = mail.from.first else { return }
        let isOurs = own.contains(sender.key) || own.contains("@" + sender.domain.lowercased())
        let others = mail.recipients.filter { !own.contains($0.key) && !own.contains("@" + $0.domain.lowercased()) }
        let who = PastPerson(name: sender.name, email: sender.address, phone: nil)
        if past.customer.identifiers.isEmpty {
            past.customer = isOurs ? others.first.map { PastPerson(name: $0.name, email: $0.address, phone: nil) } ?? PastPerson() : who
        }
        if past.subject.isEmpty { past.subject = mail.subject }
        let voice: PastEntry.Voice =
            isOurs
            ? .staff(PastColleague(name: sender.name, email: sender.key)) : who.identifiers == past.customer.identifiers ? .customer : .other(who)
        // Mail among colleagues alone is for colleagues.
        let happening: ConversationEntry.Happening = !isOurs ? .message : others.isEmpty ? .note : .reply
        let text = saying(piece.text, with: piece.files)
        past.add(
            PastEntry(key: "mail:\(id)", voice: voice, happening: happening, at: now), called: "the message", at: mail.date ?? piece.at,
            text: text.asSaid.isEmpty ? mail.subject : text, now: now)
        past.standing = .init(status: .resolved)
    }
}

extension MailThreads.Piece {
    init(_ message: MailFile.Message, _ bytes: [UInt8]) {
        var mail = MailReader.read(bytes)
        let (files, text) = (mail.attachments.map(\.name), mail.text)
        (mail.attachments, mail.html) = ([], nil)
        // What is too broken to have parts is read as it stands.
        let isLost = text.asSaid.isEmpty && files.isEmpty
        self.init(line: message.line, mail: mail, at: message.at, text: isLost ? Self.body(bytes) : text, files: files)
    }

    /// What stands behind the head.
    private static func body(_ bytes: [UInt8]) -> String {
        let end = bytes.indices.first {
            bytes[$0] == 0x0A && (bytes[$0...].starts(with: [0x0A, 0x0A]) || bytes[$0...].starts(with: [0x0A, 0x0D, 0x0A]))
        }
        return end.map { String(decoding: bytes[$0...].prefix(1 << 17), as: UTF8.self) } ?? ""
    }
}
