import Analytics
import Kernel
import Reporting

/// A little shop: everybody sees an ad, most look at a product, some buy, are delivered to and answer.
func shop(people: Int64 = 120, shuffled: Bool = false, weighted: Bool = false, kind: (String) -> String = { $0 }) throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: ["awareness", "search", "decision", "after_purchase", "opinion"])
    var touches: [Touch] = []
    for person in 0..<people {
        let start = Day(number: 20_454).start.adding(.hours(person * 18))
        for (step, visit) in visits(person).enumerated() {
            touches.append(
                Touch(
                    person: person, position: Int64(touches.count), at: start.adding(.days(Int64(step * step))),
                    kind: try builder.kind(kind(visit.kind)), channel: try builder.channel(visit.channel), stage: builder.stage(visit.stage),
                    score: visit.score, weight: weighted ? Double(1 + person % 3) : nil))
        }
    }
    for touch in shuffled ? touches.reversed() : touches { builder.add(touch) }
    return builder.build()
}

private struct Visit {
    let kind: String
    let channel: String
    let stage: String
    var score: ScaledScore?
}

private func visits(_ person: Int64) -> [Visit] {
    var visits = [Visit(kind: "ad_click", channel: "social", stage: "awareness")]
    if person % 5 > 0 { visits.append(Visit(kind: "product_view", channel: "web", stage: "search")) }
    if person % 7 == 3 { visits.append(Visit(kind: "ad_click", channel: "social", stage: "awareness")) }
    if person % 2 == 0 { visits.append(Visit(kind: "order_placed", channel: person % 3 == 0 ? "shop" : "web", stage: "decision")) }
    if person % 2 == 0, person % 9 > 0 {
        visits.append(Visit(kind: "survey_nps", channel: "mail", stage: "opinion", score: ScaledScore(Double(person % 11), on: .nps)))
        visits.append(Visit(kind: "survey_csat", channel: "mail", stage: "opinion", score: ScaledScore(Double(person % 5 + 1), on: .csat)))
    }
    return visits
}

func report(_ log: JourneyLog, title: String = "A little shop") async throws -> Report {
    let steps = ["ad_click", "product_view", "order_placed"].map { FunnelQuestion.Step($0) }
    return try await Report(log: log, options: ReportOptions(title: title, funnel: FunnelQuestion(steps, window: .days(30))))
}

let nobody = JourneyLog.Builder(stages: ["awareness"])

/// A shop in which paying failed for two weeks: of the 30 people of each of 140 days, 12 then met it.
func faultyShop(kind: (String) -> String = { $0 }) throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: [])
    var position: Int64 = 0
    for day in 0..<140 {
        for person in 0..<30 {
            for name in (70..<84).contains(day) && person < 12 ? ["page", "payment_failed"] : ["page"] {
                position += 1
                // 1 January 2024 was a Monday.
                let at = Day(number: 19_723 + Int32(day)).start.adding(.minutes(Int64(person)))
                builder.add(
                    Touch(
                        person: Int64(day % 7 * 30 + person), position: position, at: at, kind: try builder.kind(kind(name)),
                        channel: try builder.channel("web")))
            }
        }
    }
    return builder.build()
}
