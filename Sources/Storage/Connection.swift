/// One connection to an engine, used by one thread at a time. What a driver has to bring.
package protocol Connection: AnyObject {
    var placeholder: Placeholder { get }

    /// How a transaction that will write begins.
    var begin: String { get }

    /// Whether a change that answers with what it left costs more than asking for it afterwards.
    var answersChangesDearly: Bool { get }

    /// Calls `body` with each row of the answer, in order.
    func query(_ text: String, _ arguments: [Value], _ body: (Row) throws -> Void) throws

    /// Calls `body` at each row of the answer, in order; the cursor holds for the time of the call.
    func scan(_ text: String, _ arguments: [Value], _ body: (any RowCursor) throws -> Void) throws

    /// Runs a statement that answers nothing; returns how many rows it changed.
    func run(_ text: String, _ arguments: [Value]) throws -> Int

    /// Runs one statement once for each set of arguments; returns how many rows each changed.
    func run(_ text: String, each arguments: [[Value]]) throws -> [Int]

    /// Inserts rows, as many at once as suits the engine; returns for each whether it was new.
    func insert(_ rows: NewRows, _ insertion: Insertion) throws -> [Bool]

    /// Runs several statements without arguments.
    func script(_ text: String) throws
}

/// A unique key, a foreign key or a check of the schema said no.
package struct ConstraintViolation: Error, Sendable {
    package let message: String
    package init(message: String) { self.message = message }
}
