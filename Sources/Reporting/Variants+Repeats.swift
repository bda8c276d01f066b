import Analytics
import Statistics

extension Variants {
    /// Whether any way was gone by more than one person: else a list of ways would be a list of people.
    var repeats: Bool { (top.first?.people.count ?? 0) > 1 }
}
