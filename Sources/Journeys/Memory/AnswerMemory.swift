import Kernel

/// An answer, and how old it is.
struct Measured<Answer: Sendable>: Sendable {
    let answer: Answer
    /// When it was measured; `nil` while nothing has come in since.
    let at: Instant?
}

/// Answers by what was asked. Where measuring takes long, and the line has grown since, they are told as they were while they are measured anew
/// behind it; never the same twice at once.
actor AnswerMemory {
    /// Where each is measured in less, they are measured anew while somebody waits.
    private let quick: Duration
    /// How old an answer may be.
    private static let oldest: Duration = .minutes(10)
    /// So many answers are kept at once.
    private static let most = 64
    private var settings: [String] = []
    /// ``Kept`` of the answer that its question asks for.
    private var kept: [AnyHashable: any Sendable] = [:]
    /// How long each of them took, what it rests on included.
    private var took: [AnyHashable: Duration] = [:]

    private struct Kept<Answer: Sendable>: Sendable {
        var known: Known?
        var running: (version: LineVersion, task: Task<Answer, any Error>)?

        struct Known: Sendable { let answer: Answer, version: LineVersion, at: Instant }
    }

    init(quick: Duration) { self.quick = quick }

    /// - Parameters:
    ///   - version: of the line at this moment.
    ///   - mayBeOld: whether the answer may lack what came in within the last minutes.
    func answer<Question: Hashable & Sendable, Answer: Sendable>(
        _ question: Question, _ version: LineVersion, at now: Instant, mayBeOld: Bool, _ measure: @escaping @Sendable () async throws -> Answer
    ) async throws -> Measured<Answer> {
        if version.settings != settings { forget(for: version.settings) }
        while true {
            let entry = kept[AnyHashable(question)] as? Kept<Answer>
            if let known = entry?.known {
                if known.version == version { return Measured(answer: known.answer, at: nil) }
                if mayBeOld, isLong, now.duration(since: known.at) < Self.oldest {
                    if entry?.running == nil { _ = start(question, version, at: now, measure) }
                    return Measured(answer: known.answer, at: known.at)
                }
            }
            guard let running = entry?.running else {
                return Measured(answer: try await start(question, version, at: now, measure).value, at: nil)
            }
            if running.version == version { return Measured(answer: try await running.task.value, at: nil) }
            _ = try? await running.task.value  // of an older line; its failure is told to those who asked then
        }
    }

    /// One that takes long makes all old ones good enough: what stands on one page is then of one time, and nobody waits for the shorter ones
    /// until the line has been brought up to date for them.
    private var isLong: Bool { took.values.contains { $0 >= quick } }

    private func forget(for settings: [String]) { (self.settings, kept, took) = (settings, [:], [:]) }

    /// When nothing is being measured any more.
    func settled<Answer: Sendable>(_: Answer.Type) async {
        for entry in kept.values {
            _ = try? await (entry as? Kept<Answer>)?.running?.task.value  // its failure is told to those who asked
        }
    }

    private func start<Question: Hashable & Sendable, Answer: Sendable>(
        _ question: Question, _ version: LineVersion, at now: Instant, _ measure: @escaping @Sendable () async throws -> Answer
    ) -> Task<Answer, any Error> {
        let begun = ContinuousClock.now
        let task = Task {
            do {
                let answer = try await measure()
                finish(question, version, .init(answer: answer, version: version, at: now), after: ContinuousClock.now - begun)
                return answer
            } catch {
                finish(question, version, Kept<Answer>.Known?.none, after: nil)
                throw error
            }
        }
        if kept.count >= Self.most { forget(for: settings) }
        var entry = kept[AnyHashable(question)] as? Kept<Answer> ?? Kept()
        entry.running = (version, task)
        kept[AnyHashable(question)] = entry
        return task
    }

    /// - Parameter known: `nil` when measuring failed.
    private func finish<Question: Hashable & Sendable, Answer: Sendable>(
        _ question: Question, _ version: LineVersion, _ known: Kept<Answer>.Known?, after time: Duration?
    ) {
        // What was forgotten meanwhile stays so.
        guard var entry = kept[AnyHashable(question)] as? Kept<Answer>, entry.running?.version == version else { return }
        entry = Kept(known: known ?? entry.known, running: nil)
        kept[AnyHashable(question)] = entry
        took[AnyHashable(question)] = time
    }
}
