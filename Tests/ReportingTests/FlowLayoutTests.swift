import Analytics
import Kernel
import Testing

@testable import Reporting

@Suite struct `The layout of flows` {
    /// One person for each word.
    private func layout(_ lines: String...) throws -> FlowLayout {
        var builder = JourneyLog.Builder(stages: [])
        for (person, line) in lines.enumerated() {
            for (place, letter) in line.enumerated() {
                builder.add(
                    Touch(
                        person: Int64(person), position: Int64(place), at: .init(seconds: Int64(place)), kind: try builder.kind(String(letter)),
                        channel: try builder.channel("web")))
            }
        }
        return FlowLayout(builder.build().directlyFollows())
    }

    @Test func `goes down with the stream`() throws {
        let layout = try layout("abcd", "abcd", "acd", "abd")
        #expect(layout.boxes.sorted { $0.layer < $1.layer }.map(\.name) == ["a", "b", "c", "d"])
        #expect(layout.lines.allSatisfy { !$0.isBack })
        for line in layout.lines { #expect(line.points.map(\.layer) == line.points.map(\.layer).sorted()) }
    }

    @Test func `marks what goes against the stream`() throws {
        let layout = try layout("abc", "abc", "abab")
        #expect(layout.lines.filter(\.isBack).map { "\($0.edge.from)\($0.edge.to)" } == ["ba"])
    }

    @Test func `leaves loops to their boxes`() throws {
        #expect(try layout("aab").lines.map { "\($0.edge.from)\($0.edge.to)" } == ["ab"])
        #expect(try layout("aa").boxes.isEmpty)
    }

    @Test func `never lets boxes lie on one another`() throws {
        let layout = try layout("abcdefgh", "acegbdfh", "ahgfedcb", "bdacfhge", "adgbehcf")
        for layer in 0..<layout.layers {
            let xs = layout.boxes.filter { $0.layer == layer }.map(\.x).sorted()
            #expect(zip(xs, xs.dropFirst()).allSatisfy { $1 - $0 >= FlowLayout.box })
        }
        #expect(layout.boxes.allSatisfy { $0.x >= FlowLayout.box / 2 - 0.001 && $0.x <= layout.width - FlowLayout.box / 2 + 0.001 })
    }

    @Test func `has every line lead down unless it is marked as leading back`() throws {
        for layout in [try layout("abcba", "dcbad", "cabdc"), try layout("abab", "cbca", "dadc", "bdbd")] {
            #expect(layout.lines.allSatisfy { $0.isBack ? $0.rise >= 0 : $0.rise < 0 })
            #expect(layout.lines.count { $0.isBack } <= 4)
        }
    }

    @Test func `shows the strongest that fit`() throws {
        let layout = try layout("abcdefghijklmnopqrstuvwxyz")
        #expect(layout.boxes.count == 12)
    }
}
