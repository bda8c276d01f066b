import Kernel
import Mail
import Web

/// To whom else an answer goes by mail.
struct Copies: Hashable, Sendable {
    /// Who is seen to have it.
    var cc: [String] = []
    /// Who is not.
    var bcc: [String] = []

    static let none = Copies()
    static let most = 20

    var isEmpty: Bool { cc.isEmpty && bcc.isEmpty }
    var all: [String] { cc + bcc }

    init() {}

    /// Addresses with commas, semicolons, blanks or lines between them, and those of the proposed that were ticked.
    ///
    /// - Throws: `invalid` with the address that is none.
    init(_ form: Form) throws {
        var known: Set<String> = []
        cc = try (form.all("copy") + Self.addresses(form["cc"])).filter { try Self.check($0, "cc") && known.insert($0.lowercased()).inserted }
        bcc = try Self.addresses(form["bcc"]).filter { try Self.check($0, "bcc") && known.insert($0.lowercased()).inserted }
        try Failure.require(all.count <= Self.most, cc.count > Self.most ? "cc" : "bcc", "must be \(Self.most) addresses at most")
    }

    /// Without whom it goes to anyway.
    func besides(_ address: String) -> Copies {
        var copies = self
        copies.cc.removeAll { $0.lowercased() == address.lowercased() }
        copies.bcc.removeAll { $0.lowercased() == address.lowercased() }
        return copies
    }

    private static func addresses(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map { String($0.trimmingPrefix("<")) }.map {
            $0.hasSuffix(">") ? String($0.dropLast()) : $0
        }
    }

    private static func check(_ address: String, _ field: String) throws -> Bool {
        try Failure.require(
            MailAddress.isAddress(address), field, "must be addresses such as ada@example.com; there are “\(address.prefix(100))”")
        return true
    }
}
