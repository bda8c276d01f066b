import Statistics
import Testing

@Suite struct `A survival curve` {
    /// Remission in weeks of the 21 treated patients of Freireich et al. 1963, the field's textbook example.
    let treated = KaplanMeier(
        [(6, 3, 1), (7, 1, 0), (9, 0, 1), (10, 1, 1), (11, 0, 1), (13, 1, 0), (16, 1, 0), (17, 0, 1), (19, 0, 1), (20, 0, 1), (22, 1, 0), (23, 1, 0),
            (25, 0, 1), (32, 0, 2), (34, 0, 1), (35, 0, 1)]
            .flatMap { week, relapses, censored in
                Array(repeating: KaplanMeier.Observation(time: Double(week), happened: true), count: relapses)
                    + Array(repeating: KaplanMeier.Observation(time: Double(week), happened: false), count: censored)
            })

    @Test func `falls as the textbook says`() {
        #expect(treated.n == 21)
        #expect(close(treated.survival(at: 5), 1, 0))
        #expect(close(treated.survival(at: 6), 0.857143, 1e-6))
        #expect(close(treated.survival(at: 10), 0.752941, 1e-6))
        #expect(close(treated.survival(at: 23), 0.448179, 1e-6))
        #expect(close(treated.survival(at: 99), 0.448179, 1e-6))
        #expect(treated.median == 23)
    }

    @Test func `has Greenwood's error and the log-log interval`() {
        #expect(close(treated.standardError(at: 6), 0.076360, 1e-6))
        #expect(close(treated.standardError(at: 23), 0.134591, 1e-6))
        #expect(close(treated.interval(at: 6)?.low, 0.619718, 1e-6))
        #expect(close(treated.interval(at: 6)?.high, 0.951552, 1e-6))
    }

    @Test func `counts them to whom it happened before them whose watch ended at the same time`() {
        let tied = KaplanMeier([.init(time: 1, happened: false), .init(time: 1, happened: true)])
        #expect(tied.survival(at: 1) == 0.5)
        #expect(tied.steps.first?.atRisk == 2)
    }

    @Test func `has no median while more than half are left`() {
        #expect(KaplanMeier([.init(time: 1, happened: true), .init(time: 2, happened: false), .init(time: 2, happened: false)]).median == nil)
    }

    @Test func `reaches one half although fractions are rounded`() {
        let ten = KaplanMeier((1...10).map { .init(time: Double($0), happened: true) })
        #expect(ten.median == 5)
        #expect(ten.survival(at: 10) == 0)
        #expect(ten.interval(at: 10) == nil)
    }

    @Test func `of nobody is not known`() {
        #expect(KaplanMeier([]).survival(at: 1) == nil)
        #expect(KaplanMeier([]).median == nil)
    }
}
