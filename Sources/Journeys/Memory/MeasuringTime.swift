import Kernel
import Web

/// When the figures of a page were measured, where something has come in since.
struct MeasuringTime {
    let t: Texts
    /// Of each thing on the page.
    let times: [Instant?]

    var html: HTML? {
        times.compactMap(\.self).min().map { "<p class=\"aside\">\(t("journey.measured", ["time": t.time($0)]))</p>" }
    }
}
