import Foundation
import Kernel
import People
import Timeline

/// A conversation that took place elsewhere, as a file tells of it.
struct PastConversation: Sendable {
    /// What it is called there: within its source it is this one for ever.
    var thread: String
    var channel = DeskChannel.email
    var subject = ""
    var customer = PastPerson()
    /// When it began, where that was before its first message.
    var openedAt: Instant?
    var priority = Conversation.Priority.normal
    var assignee: PastColleague?
    /// In the order in which they happened.
    var entries: [PastEntry] = []
    /// Where it stood at the end; `nil` where its entries say so.
    var standing: Standing?
    /// Keys of messages that belong to the same conversation, whatever it is called.
    var kin: [String] = []
    /// The conversation here that the file was made from: key of its source, and its thread.
    var origin: (source: String, thread: String)?
    /// What of it could not be taken, and why.
    var faults: [String] = []

    struct Standing: Hashable, Sendable {
        let status: ConversationStatus
        /// `nil` where the file does not say: then since the last that happened.
        var at: Instant?
        /// Of a snooze.
        var until: Instant?
    }
}

/// A customer as a file names them.
struct PastPerson: Hashable, Sendable {
    var name = ""
    var identifiers: [Identifier] = []
}

/// Somebody of staff as a file names them.
struct PastColleague: Hashable, Sendable {
    var name = ""
    var email = ""

    /// Who has no name is called by what stands before the “@”.
    var word: String { name.isEmpty ? String(email.prefix { $0 != "@" }) : name }
}

/// Something that happened in a conversation elsewhere.
struct PastEntry: Sendable {
    /// What makes it this one within its source.
    var key: String
    var voice: Voice
    var happening: ConversationEntry.Happening
    var at: Instant
    var channel: DeskChannel?
    var text = ""
    /// Of a change what it led to, as in `ConversationEntry`.
    var detail = ""

    enum Voice: Hashable, Sendable {
        case customer
        /// A customer with whom the conversation is not: somebody in copy.
        case other(PastPerson)
        case staff(PastColleague)
        /// A program, or nobody knows.
        case nobody
    }
}

/// Why a conversation, or a part of it, cannot be taken: the end of a sentence about it.
struct ArchiveFault: Error, Hashable {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    static let noMessages = ArchiveFault("has no messages")
    static let noCustomer = ArchiveFault("names no customer: an email address, a phone number or an id is needed")
}

extension PastConversation {
    /// Takes up what happened, or says why not; what has no time, or one that lies ahead, is no history.
    ///
    /// - Parameter what: how the file calls it: `comment 12`.
    mutating func add(_ entry: PastEntry, called what: String, at: Instant?, text: String, now: Instant) {
        guard let at else { return faults.append("\(what) has no time") }
        guard NewTouchpoint.isPossible(at) else { return faults.append("\(what) has a time that cannot be: \(at)") }
        guard at <= now.adding(.minutes(5)) else { return faults.append("\(what) lies ahead: \(at)") }
        var entry = entry
        (entry.at, entry.text) = (at, text.asSaid)
        guard !entry.text.isEmpty else { return faults.append("\(what) says nothing") }
        entries.append(entry)
    }

    /// Puts in order what happened, each once, and sees that there is something to take.
    ///
    /// - Throws: `ArchiveFault`.
    func settled() throws(ArchiveFault) -> PastConversation {
        var (settled, seen) = (self, Set<String>())
        settled.entries = entries.filter { seen.insert($0.key).inserted }.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
        settled.subject = String(subject.asSaid.split(whereSeparator: \.isNewline).joined(separator: " ").unicodeScalars.prefix(500))
        guard settled.entries.contains(where: { $0.happening.isSaid }) else {
            throw faults.isEmpty ? .noMessages : ArchiveFault("has nothing that could be taken: \(faults.prefix(3).joined(separator: "; "))")
        }
        guard !customer.identifiers.isEmpty else { throw .noCustomer }
        guard (1...300).contains(thread.unicodeScalars.count) else { throw ArchiveFault("has no id") }
        return settled
    }
}

extension ConversationEntry.Happening {
    /// Whether somebody said something, be it to colleagues.
    var isSaid: Bool { self == .message || self == .reply || self == .note }
}

extension String {
    /// As it is kept: without what no database keeps, without blank ends, and no longer than an answer may be.
    var asSaid: String {
        var scalars = String.UnicodeScalarView()
        for scalar in replacing("\r\n", with: "\n").replacing("\r", with: "\n").unicodeScalars
        where scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control {
            scalars.append(scalar)
        }
        let text = String(scalars).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.unicodeScalars.count > ConversationWorkStore.longestText else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(ConversationWorkStore.longestText - 1))) + "…"
    }
}
