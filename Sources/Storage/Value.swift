package import Kernel

/// What a column can hold, the same on every engine.
package enum Value: Hashable, Sendable { case null, integer(Int64), real(Double), text(String), bytes([UInt8]) }

/// A type that has one column form, the same on every engine.
package protocol Storable: Sendable {
    var stored: Value { get }
    init?(stored: Value)
}

extension String: Storable {
    package var stored: Value { .text(self) }
    package init?(stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self = text
    }
}

extension Storable where Self: FixedWidthInteger {
    package var stored: Value { .integer(Int64(self)) }
    package init?(stored: Value) {
        switch stored {
        case .integer(let integer): self.init(exactly: integer)
        case .real(let real): self.init(exactly: real)
        default: return nil
        }
    }
}

extension Int: Storable {}
extension Int64: Storable {}
extension Int32: Storable {}
extension Int16: Storable {}

/// Minus zero is kept as zero, and what is not a number as none: SQLite can tell neither apart.
extension Double: Storable {
    package var stored: Value { isNaN ? .null : .real(self + 0) }
    package init?(stored: Value) {
        switch stored {
        case .real(let real): self = real
        case .integer(let integer): self = Double(integer)
        default: return nil
        }
    }
}

/// Kept as 0 or 1.
extension Bool: Storable {
    package var stored: Value { .integer(self ? 1 : 0) }
    package init?(stored: Value) {
        guard case .integer(let integer) = stored else { return nil }
        self = integer != 0
    }
}

extension [UInt8]: Storable {
    package var stored: Value { .bytes(self) }
    package init?(stored: Value) {
        guard case .bytes(let bytes) = stored else { return nil }
        self = bytes
    }
}

/// Kept as microseconds since 1970.
extension Instant: Storable {
    package var stored: Value { .integer(microseconds) }
    package init?(stored: Value) {
        guard case .integer(let integer) = stored else { return nil }
        self.init(microseconds: integer)
    }
}

/// Kept as its sixteen bytes.
extension ID: Storable {
    package var stored: Value { .bytes(bytes) }
    package init?(stored: Value) {
        guard case .bytes(let bytes) = stored else { return nil }
        self.init(bytes: bytes)
    }
}
