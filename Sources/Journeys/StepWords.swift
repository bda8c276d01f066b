import Timeline
import Web

/// A step is the key of a kind, or `stage.` and the key of a stage.
extension Timeline.Catalogue {
    /// `nil` of what is neither.
    func kinds(ofStep step: String) -> Set<String>? {
        if step.hasPrefix("stage."), let stage = Stage(key: String(step.dropFirst(6))) { return Set(kinds.filter { $0.stage == stage }.map(\.key)) }
        return kind(key: step).map { [$0.key] }
    }
}

extension Texts {
    func name(ofStep step: String, _ catalogue: Timeline.Catalogue) -> String {
        if step.hasPrefix("stage."), let stage = Stage(key: String(step.dropFirst(6))) { return name(of: stage) }
        return name(ofKind: step, catalogue)
    }

    /// The thing touchpoints are about, or the property they carry.
    func name(of carried: Carried) -> String {
        switch carried {
        case .subject(let type): has("subject.\(type)") ? self("subject.\(type)") : type
        case .property(let name): self("journey.carried.property", ["name": name])
        }
    }
}
