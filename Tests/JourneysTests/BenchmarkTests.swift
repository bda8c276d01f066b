import Analytics
import Columnar
import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private func form(_ changes: [String: String] = [:]) -> Form {
    let usual = [
        "sort": "competitor", "name": "Oakline", "nps": "41", "answers": "1200", "from": "2026-01-01", "to": "2026-03-31", "origin": "Report",
    ]
    return Form(usual.merging(changes) { $1 }.map { (name: $0.key, value: $0.value) })
}

@Suite struct `Benchmarks` {
    @Test(arguments: engines) func `are kept as they were entered, and removed`(engine: Engine) async throws {
        try await withMigratedDatabase(engine) { database in
            let store = BenchmarkStore(database: database) { _, _ in }
            let staff = Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .agent)
            try await store.add(try Benchmark(form()), by: staff)
            try await store.add(try Benchmark(form(["sort": "staff", "nps": "−12,5", "answers": "", "name": "Us"])), by: staff)
            let all = try await store.all()
            #expect(all.map(\.name) == ["Oakline", "Us"] && all.map(\.nps) == [41, -12.5] && all.map(\.answers) == [1_200, nil])
            // The form in which it is changed holds what was entered, so that saving it as it stands changes nothing.
            for known in all { #expect(try Benchmark(Form(known.fields.map { (name: $0.key, value: $0.value) }), id: known.id) == known) }
            let changed = try Benchmark(form(["nps": "44", "name": "Oakline Ltd"]), id: all[0].id)
            try await store.change(changed, by: staff)
            let kept = try await store.find(all[0].id)
            #expect(kept == changed)
            try await store.remove(all[0].id, by: staff)
            await #expect(throws: Failure.missing("This benchmark")) { try await store.change(changed, by: staff) }
            #expect(try await store.all().map(\.name) == ["Us"])
            await #expect(throws: Failure.missing("This benchmark")) { try await store.remove(all[0].id, by: staff) }
        }
    }

    @Test(arguments: [
        ["nps": "101"], ["nps": "forty"], ["nps": ""], ["answers": "0"], ["answers": "many"], ["from": "yesterday"], ["to": "2025-12-31"],
        ["sort": "x"],
        ["name": ""], ["name": String(repeating: "n", count: 201)],
    ])
    func `say which field is wrong`(change: [String: String]) {
        #expect { try Benchmark(form(change)) } throws: { error in
            guard case Failure.invalid(let field, _) = error else { return false }
            return change[field] != nil
        }
    }

    @Test func `of staff stand against nothing of customers`() throws {
        var own = WeightedNPS()
        for place in 0..<400 { own.add(place % 10 < 6 ? 10 : 3, weight: 1) }
        let staff = ComparedBenchmark(benchmark: try Benchmark(form(["sort": "staff", "name": "Us", "nps": "12"])), own: own)
        let theirs = ComparedBenchmark(benchmark: try Benchmark(form()), own: own)
        func page(_ compared: [ComparedBenchmark]) -> String {
            BenchmarksPage(
                t: Texts(.en, now: noon()), seal: "", compared: compared, now: WeightedNPS(), state: FormState(), mayEnter: false, query: Query()
            ).html.text
        }
        #expect(page([theirs]).contains("Yours then") && page([staff]).contains("eNPS</th>") && !page([staff]).contains("Yours then"))
    }

    @Test func `are told from ours by a test that takes their error as large as it can be`() throws {
        var own = WeightedNPS()
        for place in 0..<400 { own.add(place % 10 < 6 ? 10 : place % 10 < 8 ? 8 : 3, weight: 1) }
        let compared = ComparedBenchmark(benchmark: try Benchmark(form(["nps": "20", "answers": "400"])), own: own)
        let difference = try #require(compared.difference)
        // Ours: 60 % promoters, 20 % detractors: 40, SE 4. Theirs: 20, at most √(1 − .2²)/20 = 4.9.
        #expect(abs(difference.value - 20) < 1e-9)
        let error = (own.standardError ?? 0) * (own.standardError ?? 0) + 10_000 * 0.96 / 400
        #expect(abs(difference.standardError - error.squareRoot()) < 1e-9)
        #expect(ComparedBenchmark(benchmark: try Benchmark(form(["answers": ""])), own: own).difference == nil)
        #expect(ComparedBenchmark(benchmark: try Benchmark(form(["sort": "staff"])), own: own).difference == nil)
        #expect(ComparedBenchmark(benchmark: try Benchmark(form()), own: WeightedNPS()).difference == nil)
    }
}
