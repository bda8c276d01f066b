import Kernel
import Language
import Web

/// What people type about themselves, read and checked; what is wrong is said in their language.
struct StaffForm {
    let form: Form
    let t: Texts

    static let longestName = 100

    /// - Throws: `Failure.invalid`, as the others.
    func name() throws -> String {
        let name = String(String.UnicodeScalarView(form["name"].unicodeScalars.filter { $0.properties.generalCategory != .control }))
        try require(!name.isEmpty, "name", "name_missing")
        try require(name.unicodeScalars.count <= Self.longestName, "name", "name_long")
        return name
    }

    func email() throws -> EmailAddress {
        guard let email = EmailAddress(form["email"]) else { throw Failure.invalid("email", t("access.fault.email")) }
        return email
    }

    /// `nil` follows the browser.
    func language() -> ReaderLanguage? { ReaderLanguage(rawValue: form["language"]) }

    func timeZone() throws -> String {
        try require(timeZones.contains(form["time_zone"]), "time_zone", "time_zone")
        return form["time_zone"]
    }

    func password(for email: String) throws -> NewPassword {
        do { return try NewPassword(form["password"], email: email) } catch {
            throw Failure.invalid("password", t("access.fault.password_\(error.rawValue)", ["count": NewPassword.shortest]))
        }
    }

    private func require(_ condition: Bool, _ field: String, _ fault: String) throws {
        try Failure.require(condition, field, t("access.fault.\(fault)", ["count": Self.longestName]))
    }
}
