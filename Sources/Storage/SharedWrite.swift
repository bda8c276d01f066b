import Kernel
import Synchronization

/// Items of one sort that wait for the writer at the same time are written by one body: a statement costs more than a row does, on a server
/// several times as much.
///
/// An item that cannot be written takes none of its neighbours with it: they are then written one by one, each with a savepoint of its own.
package final class SharedWrite<Item: Sendable, Answer: Sendable>: Sendable {
    /// Writes all of them, and answers in their order.
    package typealias Body = @Sendable ([Item], Transaction) throws -> [Answer]

    /// So many items may wait; a further one is refused with `Outage.overloaded`.
    private static var mostWaiting: Int { 10_000 }

    fileprivate struct Member: Sendable {
        let item: Item
        let weight: Int
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private struct Queue {
        var waiting: [Member] = []
        var isAsked = false
    }

    private let queue = Mutex(Queue())
    private let database: any Database
    private let mostWeight: Int

    /// - Parameter mostWeight: What is written together weighs no more than this, unless one item alone does.
    package init(_ database: any Database, mostWeight: Int) {
        self.database = database
        self.mostWeight = mostWeight
    }

    /// Returns once the item is on disk.
    ///
    /// - Parameters:
    ///   - weight: How many rows it is, about.
    ///   - body: The same for all items.
    /// - Throws: what `body` throws for this item; `Outage` when the database cannot take it now.
    package func write(_ item: Item, weight: Int, _ body: @escaping Body) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let member = Member(item: item, weight: weight, continuation: continuation)
            let (isFull, mustAsk) = queue.withLock { queue in
                guard queue.waiting.count < Self.mostWaiting else { return (true, false) }
                queue.waiting.append(member)
                defer { queue.isAsked = true }
                return (false, !queue.isAsked)
            }
            if isFull { continuation.resume(throwing: Outage.overloaded) }
            if mustAsk { ask(body) }
        }
    }

    private func ask(_ body: @escaping Body) {
        Task {
            let round = SharedRound(body) { [self] in take(body) }
            var outcome = await written(round)
            if case .failure = outcome, round.canBeToldApart { outcome = await written(round) }
            round.settle(outcome)
        }
    }

    private func written(_ round: SharedRound<Item, Answer>) async -> Result<[Result<Answer, any Error>], any Error> {
        do { return .success(try await database.write(round.run)) } catch { return .failure(error) }
    }

    /// What waits now, as far as it is written together. What stays is asked for anew.
    private func take(_ body: @escaping Body) -> [Member] {
        let (members, mustAsk) = queue.withLock { queue in
            var weight = 0
            let count = queue.waiting.prefix {
                weight += $0.weight
                return weight <= mostWeight
            }.count
            let members = Array(queue.waiting.prefix(max(1, count)))
            queue.waiting.removeFirst(members.count)
            queue.isAsked = !queue.waiting.isEmpty
            return (members, queue.isAsked)
        }
        if mustAsk { ask(body) }
        return members
    }
}

/// One body, and those that it writes: all that wait when its turn comes.
private final class SharedRound<Item: Sendable, Answer: Sendable>: Sendable {
    typealias Member = SharedWrite<Item, Answer>.Member

    private struct State {
        var members: [Member]?
        var isApart = false
    }

    private let state = Mutex(State())
    private let body: SharedWrite<Item, Answer>.Body
    private let take: @Sendable () -> [Member]

    init(_ body: @escaping SharedWrite<Item, Answer>.Body, _ take: @escaping @Sendable () -> [Member]) {
        self.body = body
        self.take = take
    }

    /// Whether one of several may have failed the others.
    var canBeToldApart: Bool { state.withLock { !$0.isApart && ($0.members ?? []).count > 1 } }

    /// Run a second time it writes one by one: something in the transaction has failed.
    func run(in tx: Transaction) throws -> [Result<Answer, any Error>] {
        guard let known = state.withLock({ $0.members }), known.count > 1 else { return try body(members().map(\.item), tx).map { .success($0) } }
        state.withLock { $0.isApart = true }
        return try known.map { member in try tx.attempt { try body([member.item], tx)[0] } }
    }

    func settle(_ outcome: Result<[Result<Answer, any Error>], any Error>) {
        switch outcome {
        case .success(let answers): for (member, answer) in zip(members(), answers) { member.continuation.resume(with: answer) }
        case .failure(let error): for member in members() { member.continuation.resume(throwing: error) }
        }
    }

    /// Those of this round; taken when they are first asked for.
    private func members() -> [Member] {
        if let known = state.withLock({ $0.members }) { return known }
        let taken = take()
        state.withLock { $0.members = taken }
        return taken
    }
}
