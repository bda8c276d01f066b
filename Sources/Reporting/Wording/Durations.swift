import Kernel

/// The two largest units that matter: `45 s`, `3 min 20 s`, `2 h 5 min`, `4 d 6 h`, `74 d`, `2.3 y`.
func told(_ duration: Duration) -> String {
    let seconds = Int((Double(duration.microseconds) / 1_000_000).rounded())
    switch seconds {
    case ..<60: return "\(max(0, seconds)) s"
    case ..<3_600: return told(seconds, 60, "min", 1, "s")
    case ..<86_400: return told(seconds, 3_600, "h", 60, "min")
    case ..<(14 * 86_400): return told(seconds, 86_400, "d", 3_600, "h")
    case ..<(730 * 86_400): return "\(seconds / 86_400) d"
    default: return fixed(Double(seconds) / (365.25 * 86_400), 1) + " y"
    }
}

private func told(_ seconds: Int, _ large: Int, _ largeName: String, _ small: Int, _ smallName: String) -> String {
    let rest = seconds % large / small
    return "\(seconds / large) \(largeName)" + (rest > 0 ? " \(rest) \(smallName)" : "")
}
