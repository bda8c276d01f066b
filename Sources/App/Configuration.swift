import Foundation
import Kernel

/// What an administrator decides about an installation. Read once, at the start: arguments, then `THROUGHLINE_…`, then the file, then defaults.
package struct Configuration: Sendable {
    /// Where the embedded database and uploads live.
    package var directory: String
    /// `postgresql://…`, or `nil` for the embedded database in `directory`.
    package var databaseURL: String?
    package var host: String
    /// 0 takes a free port.
    package var port: Int
    /// How browsers reach it, when that is not `http://host:port`: behind a proxy that speaks TLS.
    package var publicURL: String?
    /// The port of `/metrics`; `nil` is none.
    package var metricsPort: Int?
    /// The port on which the company's own mail server hands over mail, by LMTP or SMTP; `nil` is none.
    package var mailPort: Int?
    /// The address of that port.
    package var mailHost: String
    /// How many events a source may send in a second over HTTP, with five times as many at once; 0 is any number.
    package var eventsPerSecond: Int
    /// Where each value came from, for `throughline doctor`.
    package private(set) var origins: [String: String] = [:]

    /// - Parameter arguments: what was said on the command line, by name.
    /// - Throws: `Failure.invalid` with the name and what is wrong.
    package init(arguments: [String: String] = [:], environment: [String: String], file: [String: String] = [:]) throws {
        var reader = Reader(arguments: arguments, environment: environment, file: file)
        directory = reader.text("directory") ?? "data"
        databaseURL = reader.text("database")
        host = reader.text("host") ?? "127.0.0.1"
        port = try reader.number("port", in: 0...65_535) ?? 8_080
        publicURL = reader.text("public-url")
        metricsPort = try reader.number("metrics-port", in: 1...65_535)
        mailPort = try reader.number("mail-port", in: 0...65_535)
        mailHost = reader.text("mail-host") ?? "127.0.0.1"
        eventsPerSecond = try reader.number("events-per-second", in: 0...1_000_000) ?? 1_000
        origins = reader.origins
        try Self.check(file, known: origins.keys.sorted())
        try check(publicURL)
        if let metricsPort, metricsPort == port { throw Failure.invalid("metrics-port", "must be another port than \(port), where the pages are.") }
        if let databaseURL, !databaseURL.hasPrefix("postgresql://"), !databaseURL.hasPrefix("postgres://") {
            throw Failure.invalid("database", "must be a postgresql:// address; leave it out for the embedded database.")
        }
    }

    /// A name that is slightly wrong must not leave its value unheard.
    private static func check(_ file: [String: String], known: [String]) throws {
        guard let stranger = file.keys.sorted().first(where: { !known.contains($0) }) else { return }
        throw Failure.invalid(
            "--config", "The configuration file names “\(stranger)”, which is no setting; there are \(known.joined(separator: ", ")).")
    }

    private func check(_ publicURL: String?) throws {
        guard let publicURL else { return }
        let parts = URLComponents(string: publicURL)
        let isAddress = ["http", "https"].contains(parts?.scheme ?? "") && parts?.host?.isEmpty == false
        let isWhole = ["", "/"].contains(parts?.path ?? "") && parts?.query == nil && parts?.fragment == nil
        guard isAddress, isWhole else {
            throw Failure.invalid("public-url", "must be an address such as https://cx.example.com, without a path, not “\(publicURL)”.")
        }
    }

    package var databasePath: String { directory + "/throughline.sqlite" }
    /// Where it is, for people; the address of a database server may hold a password.
    package var place: String { databaseURL == nil ? directory : "PostgreSQL" }
}

extension Configuration {
    private struct Reader {
        let arguments: [String: String]
        let environment: [String: String]
        let file: [String: String]
        var origins: [String: String] = [:]

        mutating func text(_ name: String) -> String? {
            let variable = "THROUGHLINE_" + name.uppercased().replacing("-", with: "_")
            let places = [("argument", arguments[name]), (variable, environment[variable]), ("file", file[name])]
            guard let (origin, value) = places.first(where: { $0.1 != nil }) else {
                origins[name] = "default"
                return nil
            }
            origins[name] = origin
            return value
        }

        mutating func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
            guard let text = text(name) else { return nil }
            guard let number = Int(text), range.contains(number) else {
                throw Failure.invalid(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound), not “\(text)”.")
            }
            return number
        }
    }

    /// Lines of `name = value`; `#` begins a comment.
    package static func parse(file text: String) throws -> [String: String] {
        var values: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.prefix { $0 != "#" }.trimmingCharacters(in: .whitespaces)
            guard !line.isEmpty else { continue }
            let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { throw Failure.invalid("", "The configuration file has no “name = value” in line \(index + 1): \(line)") }
            values[parts[0]] = parts[1]
        }
        return values
    }
}
