package import Kernel

/// A whole day on which it is closed.
package struct Holiday: Hashable, Sendable {
    package let day: Day
    /// What people call it; may be empty.
    package let name: String

    package init(_ day: Day, _ name: String = "") { (self.day, self.name) = (day, name) }
}
