import Foundation
import Statistics
import Testing

private let ways = "attribution/mta_pathdata.csv.gz"

@Suite struct `Credit on real ways` {
    private func paths() throws -> AttributionPaths {
        let unpacking = Process()
        unpacking.executableURL = URL(fileURLWithPath: "/bin/zcat")
        unpacking.arguments = [path(of: ways)]
        let pipe = Pipe()
        unpacking.standardOutput = pipe
        try unpacking.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        var paths = AttributionPaths()
        for line in text.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",")
            let touches = fields[0].split(separator: ">").map { $0.trimmingCharacters(in: .whitespaces) }
            paths.add(touches, conversions: try #require(Double(fields[1])), misses: try #require(Double(fields[3])))
        }
        return paths
    }

    @Test(.enabled(if: isThere(ways), skipped(ways))) func `equals the published figures of six models`() throws {
        let paths = try paths()
        #expect(paths.conversions == 19_785)
        #expect(abs((paths.probabilityOfConversion ?? 0) - 0.2238451355968638) < 1e-12)
        let golden: [(AttributionModel, [String: Double])] = [
            (.first, ["eta": 3_164, "iota": 4_606, "alpha": 6_308]), (.last, ["eta": 4_167, "iota": 3_355, "alpha": 8_447]),
            (.linear, ["eta": 3_539.951, "iota": 3_857.096, "alpha": 7_574.719, "mi": 2.222]),
            (.position, ["eta": 3_618.796, "iota": 3_944.948, "alpha": 7_444.824, "zeta": 88.623]),
            (.markov, ["eta": 3_340.847, "iota": 3_884.615, "alpha": 5_344.948, "delta": 4.614]),
            (.shapley, ["alpha": 7_627.944, "beta": 1_982.739, "zeta": 199.992]),
        ]
        for (model, figures) in golden {
            let credits = paths.credits(model)
            for (name, figure) in figures { #expect(abs((credits[name] ?? 0) - figure) < 1e-3, "\(model) \(name)") }
            #expect(abs(credits.values.reduce(0, +) - 19_785) < 1e-6)
        }
    }
}
