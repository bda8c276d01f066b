/// How the one writer of a database is doing, since it was opened.
package struct WriterFigures: Hashable, Sendable {
    /// Bodies that wait for their turn now.
    package var waiting = 0
    /// Transactions, each of as many bodies as waited together; those that failed as well.
    package private(set) var commits = 0
    /// From the begin of each to the end of its commit, together.
    package private(set) var time = Duration.zero

    mutating func add(_ time: Duration) {
        commits += 1
        self.time += time
    }
}
