package import Kernel

/// What all requests of an installation share: its address, its secret for forms, its clock.
package struct Front: Sendable {
    package let site: Site
    package let seal: FormSeal
    package let now: Now

    package init(site: Site, seal: FormSeal, now: @escaping Now = systemNow) {
        self.site = site
        self.seal = seal
        self.now = now
    }

    /// Before `Arrivals` has said better, and for tests of a single handler.
    static let unconfigured = Front(site: .local, seal: FormSeal())
}
