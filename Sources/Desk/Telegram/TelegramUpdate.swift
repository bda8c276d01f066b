import Foundation
import Kernel
import People

/// Something that happened on Telegram, as its Bot API tells of it; fields that we do not need are passed over.
struct TelegramUpdate: Decodable, Sendable {
    let updateID: Int64
    let message: Message?
    let editedMessage: Message?
    let myChatMember: Membership?

    private enum CodingKeys: String, CodingKey {
        case updateID = "update_id", message, editedMessage = "edited_message", myChatMember = "my_chat_member"
    }

    struct Chat: Decodable, Sendable {
        let id: Int64
        let type: String
    }

    struct User: Decodable, Sendable {
        let id: Int64
        let firstName: String?
        let lastName: String?
        let username: String?
        let language: String?

        private enum CodingKeys: String, CodingKey {
            case id, firstName = "first_name", lastName = "last_name", username, language = "language_code"
        }
    }

    struct Membership: Decodable, Sendable {
        let chat: Chat
        let date: Int64
        let new: Standing

        struct Standing: Decodable, Sendable { let status: String }

        private enum CodingKeys: String, CodingKey { case chat, date, new = "new_chat_member" }
    }

    struct File: Decodable, Sendable {
        let name: String?

        private enum CodingKeys: String, CodingKey { case name = "file_name" }
    }

    struct Place: Decodable, Sendable {
        let latitude: Double
        let longitude: Double
    }

    struct Contact: Decodable, Sendable {
        let phone: String
        let firstName: String?

        private enum CodingKeys: String, CodingKey { case phone = "phone_number", firstName = "first_name" }
    }

    struct Sticker: Decodable, Sendable { let emoji: String? }
    /// Of which it counts alone that it is there.
    struct Anything: Decodable, Sendable {}

    struct Message: Decodable, Sendable {
        let id: Int64
        let date: Int64
        let edited: Int64?
        let chat: Chat
        let from: User?
        let text: String?
        let caption: String?
        let photo: [Anything]?
        let document: File?
        let audio: File?
        let video: File?
        let voice: Anything?
        let videoNote: Anything?
        let sticker: Sticker?
        let location: Place?
        let contact: Contact?

        private enum CodingKeys: String, CodingKey {
            case id = "message_id", date, edited = "edit_date", chat, from, text, caption, photo, document, audio, video, voice
            case videoNote = "video_note", sticker, location, contact
        }
    }
}

extension TelegramUpdate.Message {
    /// What it says, with what hangs on it named; empty where it says nothing that we understand.
    var words: String {
        var lines = [text ?? caption].compactMap(\.self).filter { !$0.isEmpty }
        if photo != nil { lines.append("🖼") }
        if let document { lines.append("📎 \(document.name ?? "")") }
        if let audio { lines.append("🎵 \(audio.name ?? "")") }
        if let video { lines.append("🎬 \(video.name ?? "")") }
        if voice != nil { lines.append("🎤") }
        if videoNote != nil { lines.append("🎬") }
        if let sticker { lines.append(sticker.emoji ?? "🙂") }
        if let location { lines.append("📍 \(location.latitude), \(location.longitude)") }
        if let contact { lines.append("👤 \(contact.firstName ?? "") \(contact.phone)") }
        let words = lines.joined(separator: "\n").unicodeScalars.filter { $0 != "\0" }
        return String(String.UnicodeScalarView(words))
    }

    /// As a message of the desk; `nil` of groups, of bots' own words, and of what only opens a chat.
    func incoming(edited isEdited: Bool) -> IncomingMessage? {
        let words = words.trimmingCharacters(in: .whitespacesAndNewlines)
        guard chat.type == "private", let from, !words.isEmpty, words != "/start", let who = Identifier(.social, "telegram:\(from.id)") else {
            return nil
        }
        let moment = Instant(seconds: isEdited ? edited ?? date : date)
        var traits: [String: String] = [:]
        let name = [from.firstName, from.lastName].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        if !name.isEmpty { traits["name"] = name }
        if let language = from.language?.prefix(2), language.utf8.count == 2 { traits["language"] = language.lowercased() }
        return IncomingMessage(
            key: isEdited ? "telegram:\(chat.id):\(id):\(moment)" : "telegram:\(chat.id):\(id)", thread: Self.thread(chat.id),
            channel: .messenger, from: [who], text: isEdited ? "✎ \(words)" : words, at: moment, traits: traits)
    }

    /// What a chat is called as a thread, and back.
    static func thread(_ chat: Int64) -> String { "telegram:\(chat)" }

    static func chat(of thread: String) -> Int64? {
        thread.hasPrefix("telegram:") ? Int64(thread.dropFirst("telegram:".count)) : nil
    }
}
