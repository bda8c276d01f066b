import Analytics
import Foundation
import Kernel
import Testing

@testable import Columnar

@Suite("A block in a file")
struct BlockTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "block-\(UUID().uuidString)").path

    private func written(_ line: RandomLine) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var builder = BlockBuilder()
        for touch in line.touches { try builder.add(touch) }
        _ = try Block.create(folder + "/block", builder)
        return folder + "/block"
    }

    @Test("holds what was put into it, and takes at most 24 bytes a touchpoint")
    func keeps() throws {
        let line = RandomLine(seed: 11, people: 400, count: 30_000)
        let path = try written(line)
        let block = try #require(try Block.open(path))
        let columns = ColumnarLine([Part(block: block, alive: nil)], RandomLine.names)
        #expect(try columns.log(.everything).touches.count == line.log().touches.count)
        #expect(try columns.directlyFollows() == line.log().directlyFollows())
        // Every second touchpoint of these lines has a score, an amount or both; of real ones one in ten.
        #expect(block.memory.size < 35 * line.touches.count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["block"])
    }

    @Test("may hold kinds and channels that those who read the names before did not know: they are called by their numbers")
    func unknownNames() throws {
        let line = RandomLine(seed: 13, people: 100, count: 4_000)
        let block = try #require(try Block.open(try written(line)))
        var names = RandomLine.names
        names.kinds.removeLast()
        names.stageOfKind.removeLast()
        names.channels.removeLast()
        let columns = ColumnarLine([Part(block: block, alive: nil)], names)
        let (overview, known) = (columns.overview(), try line.log().overview())
        #expect(Set(overview.kinds.map(\.name)) == Set(names.kinds + ["kind 7"]))
        #expect(Set(overview.channels.map(\.name)) == Set(names.channels + ["channel 2"]))
        #expect(overview.kinds.first { $0.name == "kind 7" }?.touches == known.kinds.first { $0.name == "cancelled" }?.touches)
        #expect(columns.directlyFollows().nodes.contains { $0.kind == "kind 7" })
    }

    @Test("is not taken for one when a byte is wrong, or some are missing", arguments: [8, 4_100, 200_000])
    func broken(_ place: Int) throws {
        let path = try written(RandomLine(seed: 12, count: 20_000))
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[place] ^= 4
        try bytes.write(to: URL(filePath: path))
        #expect(try Block.open(path) == nil)
        bytes[place] ^= 4
        try bytes.dropLast(64).write(to: URL(filePath: path))
        #expect(try Block.open(path) == nil)
        #expect(try Block.open(path + "-that-is-not-there") == nil)
    }
}
