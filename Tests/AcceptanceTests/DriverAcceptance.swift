import Analytics
import Foundation
import Kernel
import Statistics
import Testing

private let reviews = "airline_reviews/BA_AirlineReviews.csv"
private let shop = "web_journeys/ecom.csv.gz"

@Suite struct `Drivers of real answers` {
    /// Shares of R² of 2,537 reviews with all five ratings; penalty and reward of each.
    private static let golden: [(kind: String, weight: Double, shapley: Double, penalty: Double, reward: Double)] = [
        ("seat_rated", 17.5006, 16.9564, -0.7974, 0.6786), ("cabin_crew_rated", 15.5580, 15.2573, -0.4903, 0.7805),
        ("ground_service_rated", 18.8155, 17.5827, -1.2066, 0.2906), ("fare_rated", 29.5708, 31.6616, -2.1604, 0.9824),
        ("food_rated", 18.5551, 18.5421, -0.7834, 0.6861),
    ]

    @Test(.enabled(if: isThere(reviews), skipped(reviews))) func `equal the published shares, penalties and rewards`() async throws {
        let log = try await lineOf(reviews, survey: "examples/maps/ba-reviews.yaml")
        let kinds = Set(Self.golden.map(\.kind) + ["review_posted"])
        let drivers = log.drivers(DriverQuestion(.rating10, completeCasesOnly: true), Filter(kinds: kinds))
        #expect(drivers.n == 2_537)
        #expect(abs((drivers.explained ?? 0) - 0.843446521) < 1e-8)
        for (kind, weight, shapley, penalty, reward) in Self.golden {
            let driver = try #require(drivers.drivers.first { $0.kind == kind })
            #expect(abs((driver.importance ?? 0) * 100 - weight) < 1e-3, "\(kind)")
            #expect(abs((driver.shapley ?? 0) * 100 - shapley) < 1e-3, "\(kind)")
            #expect(abs((driver.contrast?.penalty.value ?? 0) - penalty) < 1e-3, "\(kind)")
            #expect(abs((driver.contrast?.reward.value ?? 0) - reward) < 1e-3, "\(kind)")
            #expect(driver.interval?.contains(driver.importance ?? 0) == true)
        }
        #expect(drivers.drivers.first { $0.kind == "ground_service_rated" }?.contrast?.kind == .basic)
        #expect(drivers.drivers.first { $0.kind == "cabin_crew_rated" }?.contrast?.kind == .excitement)
    }

    @Test(.enabled(if: isThere(shop), skipped(shop))) func `and incidents stand at their weeks, and no others`() async throws {
        let log = try await lineOf(shop)
        var weeks: [Day: (paying: Set<Int64>, buying: Set<Int64>)] = [:]
        for touch in log.touches {
            let week = touch.occurredAt.day.startOfWeek
            if log.kinds[touch.kind] == "payment_details" { weeks[week, default: ([], [])].paying.insert(touch.person) }
            if log.kinds[touch.kind] == "purchase" { weeks[week, default: ([], [])].buying.insert(touch.person) }
        }
        let ordered = weeks.sorted { $0.key < $1.key }
        let counts = ordered.map { [$0.value.paying.intersection($0.value.buying).count, $0.value.paying.subtracting($0.value.buying).count] }
        let changes = ChangePoints(counts).places.map { "\(ordered[$0].key)" }
        #expect(changes == ["2024-05-20", "2024-06-03", "2024-06-10"])
    }

    @Test(.enabled(if: isThere(shop), skipped(shop))) func `and the report dates them to the day, with few others`() async throws {
        let log = try await lineOf(shop)
        let episodes = try await log.episodes(now: log.end ?? .distantPast)
        let told = episodes.map { "\($0.first.kind) \($0.first.from) \($0.first.until.map { "\($0)" } ?? "…")" }
        #expect(told.prefix(2) == ["payment_error 2024-05-19 2024-06-09", "checkout_bug 2024-04-13 2024-05-10"])
        #expect(episodes[0].incidents.map(\.kind) == ["payment_error", "support_chat", "purchase"])
        #expect(episodes.count <= 5, "\(told)")
    }
}
