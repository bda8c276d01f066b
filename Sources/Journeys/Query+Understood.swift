import Kernel
import Web

extension Query {
    /// - Returns: `nil` where nothing is asked for.
    /// - Throws: `invalid` where it is none of the choices.
    func understood<Choice: RawRepresentable<String>>(_ name: String, of: Choice.Type = Choice.self) throws -> Choice? {
        guard let text = self[name] else { return nil }
        guard let choice = Choice(rawValue: text) else { throw Failure.invalid(name, "must be one of the choices") }
        return choice
    }

    /// - Returns: `nil` where nothing is asked for.
    /// - Throws: `invalid` where it is no whole number within the range.
    func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Failure.invalid(name, "must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
