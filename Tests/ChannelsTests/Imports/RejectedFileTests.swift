import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `The file of rejected rows` {
    private let source: TemporaryFile
    private let columns = ["user", "note"]

    init() throws { source = try TemporaryFile("") }

    private func row(_ line: Int, _ note: String = "x") -> RejectedRow { RejectedRow(line: line, reason: "no, \"never\"", fields: ["ann", note]) }

    private var text: String? { try? String(contentsOfFile: source.path + ".rejected.csv", encoding: .utf8) }  // Absent is an answer.

    @Test func `comes into being with the first row`() throws {
        let file = try RejectedFile(for: source.path, columns: columns, isResumed: false)
        try file.append([])
        #expect(text == nil)
        try file.append([row(3), row(5, "a\nb")])
        try file.finish()
        #expect(text == "line,reason,user,note\n3,\"no, \"\"never\"\"\",ann,x\n5,\"no, \"\"never\"\"\",ann,\"a\nb\"\n")
        #expect(file.count == 2)
    }

    @Test func `is written anew by a new import, and taken away when nothing is rejected any more`() throws {
        try RejectedFile(for: source.path, columns: columns, isResumed: false).append([row(3)])
        let second = try RejectedFile(for: source.path, columns: columns, isResumed: false)
        try second.append([row(9)])
        #expect(text?.contains("\n3,") == false)
        try RejectedFile(for: source.path, columns: columns, isResumed: false).finish()
        #expect(text == nil)
    }

    @Test func `goes on behind what an interrupted import has written, even if that was cut`() throws {
        try RejectedFile(for: source.path, columns: columns, isResumed: false).append([row(3), row(5, "a\nb")])
        let handle = try #require(FileHandle(forWritingAtPath: source.path + ".rejected.csv"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("7,\"half a ro\nw".utf8))
        try handle.close()
        let resumed = try RejectedFile(for: source.path, columns: columns, isResumed: true)
        try resumed.append([row(3), row(5), row(7)])
        try resumed.finish()
        #expect(resumed.count == 3)
        #expect(text?.hasSuffix("\"a\nb\"\n7,\"no, \"\"never\"\"\",ann,x\n") == true)
        #expect(text?.split(separator: "\n").count { $0.hasPrefix("3,") } == 1)
    }

    @Test func `can be imported itself`() throws {
        let text = try Imported(log("ann,a,soon", "bob,b,2026-03-01"))
        let file = try RejectedFile(for: source.path, columns: text.plan.columns.map(\.name), isResumed: false)
        try file.append(text.rejected)
        let written = try String(contentsOfFile: file.path, encoding: .utf8)
        let mended = try Imported(TemporaryFile(written.replacing("soon", with: "2026-03-01"), named: "log.csv.rejected.csv"))
        #expect(mended.customers == ["ann"])
        #expect(mended.touchpoints.first?.properties == "")
    }

    @Test func `lists a record that is no row as a whole`() throws {
        let lines = try Imported("{\"user\": \"ann\", \"event\": \"a\", \"at\": \"2026-03-01\"}\n{\"user\": \"bob\", \"event\": \"b\", \"at\": 7}\n")
        #expect(lines.plan.rejectedColumns == ["record"])
        #expect(lines.rejected.map(\.fields) == [["{\"user\": \"bob\", \"event\": \"b\", \"at\": 7}"]])
        #expect(try Imported(log("ann,a,2026-03-01")).plan.rejectedColumns == ["user", "event", "at"])
    }

    @Test func `that cannot be written says so`() throws {
        let file = try RejectedFile(for: "/no/such/folder/log.csv", columns: columns, isResumed: false)
        #expect(refusal { try file.append([row(1)]) } == "/no/such/folder/log.csv.rejected.csv cannot be written: No such file or directory.")
    }
}
