import Analytics
import Kernel
import Statistics
import Testing

private let helpdesk = "journey_logs/helpdesk.csv"
private let loans = "journey_logs/bpic2012.xes.gz"
private let shop = "web_journeys/ecom.csv.gz"
private let invoices = "online_retail_invoices/online_retail_invoices.csv"

@Suite struct `Real logs, taken in by file` {
    @Test(.enabled(if: isThere(helpdesk), skipped(helpdesk))) func `give the graph and the variants of the service desk`() async throws {
        let log = try await lineOf(helpdesk)
        let graph = log.directlyFollows()
        #expect((graph.people, graph.touches, graph.nodes.count, graph.edges.count, graph.total) == (3_804, 13_710, 9, 33, 9_906))
        let strongest = graph.edges.sorted { $0.events > $1.events }.prefix(5).map { "\($0.from) → \($0.to): \($0.events)" }
        #expect(strongest == ["1 → 8: 3483", "8 → 6: 3286", "8 → 9: 851", "9 → 8: 519", "1 → 1: 394"])
        let variants = log.variants(VariantQuestion(top: 5, collapsing: false))
        #expect(variants.count == 154)
        #expect(variants.top.map(\.people.count) == [2_173, 276, 222, 207, 146])
    }

    @Test(.enabled(if: isThere(loans), skipped(loans))) func `give the graph and the variants of the loan applications`() async throws {
        let log = try await lineOf(loans)
        let graph = log.directlyFollows()
        #expect((graph.people, graph.touches, graph.nodes.count, graph.edges.count) == (13_087, 262_200, 24, 125))
        #expect(log.variants(VariantQuestion(top: 1, collapsing: false)).count == 4_366)
    }

    @Test(.enabled(if: isThere(shop), skipped(shop))) func `give the funnel of the shop, without a window and with three`() async throws {
        let log = try await lineOf(shop)
        let steps = ["catalog", "product_view", "add_to_cart", "cart", "shipping_details", "payment_details", "purchase"].map {
            FunnelQuestion.Step($0)
        }
        let expected: [(Duration?, [Int])] = [
            (nil, [600, 596, 502, 419, 315, 209, 109]), (.days(7), [600, 591, 410, 267, 145, 66, 24]), (.days(1), [600, 591, 386, 216, 95, 29, 5]),
            (.hours(1), [600, 591, 383, 214, 93, 27, 4]),
        ]
        for (window, people) in expected {
            #expect(log.funnel(FunnelQuestion(steps, window: window), now: log.end ?? .distantPast).steps.map(\.people) == people)
        }
    }

    @Test(.enabled(if: isThere(invoices), skipped(invoices))) func `give the months in which the customers of December 2010 came back`() async throws
    {
        let log = try await lineOf(invoices, map: "customer=CustomerID,at=InvoiceDate,id=InvoiceNo,kind=\"invoice\"", monthFirst: true)
        let cohort = log.retention(now: log.end ?? .distantPast).cohorts.first
        #expect(cohort?.month == Month(year: 2010, month: 12))
        #expect(cohort?.months.prefix(6).map { $0?.count } == [948, 362, 317, 367, 341, 376])
    }
}
