import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// Stages are columns, what is measured of them are rows.
struct JourneyMap {
    let t: Texts
    let journey: Journey
    let query: Query

    var html: HTML {
        """
        <div class="table" tabindex="0" role="region" aria-label="\(title)"><table class="map"><caption class="quiet">\(title)</caption>
        <thead><tr><th scope="col">\(t("journey.stage"))</th>\(stages)</tr></thead>
        <tbody>\(lane("journey.people", people))\(lane("journey.go_on", goOn))\(lane("journey.lost", lost))\(lane("journey.time", time))\
        \(lane("journey.emotion", emotion))\(lane("journey.told", told))\(lane("journey.effort", effort))\(lane("journey.touchpoints", touchpoints))\
        \(lane("journey.channels", channels))\(lane("journey.owners", owners))\
        \(lane("journey.control", control))\(lane("journey.satisfaction", satisfaction))\(lane("journey.recommendation", recommendation))\
        \(hasTargets ? lane("journey.plan.targets", targets) : nil)\(lane("journey.pains", pains))</tbody></table></div>
        """
    }

    private var title: String { t("journey.map") }
    private var hasTargets: Bool { journey.stages.contains { !$0.targets.isEmpty } }
    private var stages: [HTML] { journey.stages.map { "<th scope=\"col\">\(t.name(of: $0.stage))</th>" } }

    private func lane(_ name: String, _ cell: (Journey.MeasuredStage) -> HTML) -> HTML {
        "<tr><th scope=\"row\">\(t(name))</th>\(journey.stages.map { "<td>\(cell($0))</td>" as HTML })</tr>"
    }

    /// Where those stand who are behind a figure.
    private func people(_ stage: Journey.MeasuredStage, _ fate: StageFigure.Fate) -> String {
        "/journey/people" + query.with("compare", nil).with("stage", stage.stage.key).with("fate", fate.rawValue).text
    }

    /// Where those stand who met a kind, or a channel, in a stage.
    private func people(_ stage: Journey.MeasuredStage, _ name: String, _ value: String) -> String {
        "/journey/people" + query.with("compare", nil).with("stage", stage.stage.key).with(name, value).text
    }

    private func link(_ count: Int, _ stage: Journey.MeasuredStage, _ fate: StageFigure.Fate) -> HTML {
        count == 0 ? "0" : "<a href=\"\(url: people(stage, fate))\">\(t.number(count))</a>"
    }

    private func people(_ stage: Journey.MeasuredStage) -> HTML {
        let share = stage.reach.share.map { t.percent($0) }
        let other = against(stage) { other in other.reach.share.map { (t.percent($0), other.reach.total) } }
        return "<b>\(link(stage.reach.count, stage, .reached))</b> \(share)\(other)"
    }

    private func goOn(_ stage: Journey.MeasuredStage) -> HTML {
        guard let step = stage.step, let share = step.wentOn.estimate.value, let interval = step.wentOn.interval else { return "–" }
        return """
            <b><a href="\(url: people(stage, .wentOn))">\(t.percent(share))</a></b> \
            <span class="aside">\(t.percent(interval.low))–\(t.percent(interval.high))</span>\
            \(against(stage) { $0.step.flatMap { known($0.wentOn.estimate) { t.percent($0) } } })
            """
    }

    private func lost(_ stage: Journey.MeasuredStage) -> HTML {
        guard let step = stage.step, step.wentOn.total > 0 else { return "–" }
        let back = step.reversed > 0 ? "<div class=\"aside\">\(t("journey.reversed", ["count": step.reversed]))</div>" as HTML : nil
        return "<b>\(link(step.wentOn.total - step.wentOn.count, stage, .lost))</b>\(back)"
    }

    private func emotion(_ stage: Journey.MeasuredStage) -> HTML {
        "\(t.figure(stage.emotion, t.feeling))\(against(stage) { known($0.emotion, t.feeling) })"
    }

    private func effort(_ stage: Journey.MeasuredStage) -> HTML {
        guard stage.reach.count > 0 else { return "–" }
        let each = Double(stage.touches) / Double(stage.reach.count)
        return HTML(escaping: t("journey.effort.value", ["count": t.number(each, digits: 1)]))
    }

    /// The same figure of what is compared, and of how many it is.
    private func against(_ stage: Journey.MeasuredStage, _ figure: (Journey.MeasuredStage) -> (text: String, n: Int)?) -> HTML? {
        guard let other = journey.compared.first(where: { $0.stage == stage.stage }), let figure = figure(other) else { return nil }
        return "<div class=\"aside\">\(t("journey.compared")): \(figure.text), n \(t.number(figure.n))</div>"
    }

    private func known(_ estimate: Estimate, _ format: (Double) -> String) -> (text: String, n: Int)? {
        estimate.value.map { (format($0), estimate.n) }
    }

    private func time(_ stage: Journey.MeasuredStage) -> HTML {
        guard let time = stage.step?.time, time.n >= Estimate.enough else { return "–" }
        return HTML(escaping: t("journey.time.value", ["median": t.span(time.median), "p90": t.span(time.p90)]))
    }

    private func touchpoints(_ stage: Journey.MeasuredStage) -> HTML {
        list(stage.touchpoints.prefix(5).map { (t.name(of: $0.kind), $0.people, people(stage, "kind", $0.kind.key)) })
    }

    private func channels(_ stage: Journey.MeasuredStage) -> HTML {
        list(stage.channels.prefix(4).map { (t.name(ofChannel: $0.key), $0.people, people(stage, "channel", $0.key)) })
    }

    private func list(_ things: [(name: String, people: Int, path: String)]) -> HTML {
        "<ul>\(things.map { "<li>\($0.name) <a href=\"\(url: $0.path)\">\(t.number($0.people))</a></li>" as HTML })</ul>"
    }

    private func owners(_ stage: Journey.MeasuredStage) -> HTML {
        let owners = Set(stage.touchpoints.map(\.kind.department)).subtracting(["", stage.owner]).sorted()
        let others = HTML(escaping: owners.map { t.name(ofDepartment: $0) }.joined(separator: ", "))
        return stage.owner.isEmpty ? others : "<b>\(t.name(ofDepartment: stage.owner))</b> <span class=\"aside\">\(others)</span>"
    }

    private func control(_ stage: Journey.MeasuredStage) -> HTML {
        let (direct, all) = (stage.touchpoints.count { $0.kind.control == .direct }, stage.touchpoints.count)
        return HTML(escaping: t("journey.control.value", ["direct": direct, "all": all]))
    }

    private func satisfaction(_ stage: Journey.MeasuredStage) -> HTML {
        "\(t.figure(stage.satisfaction) { t.percent($0) })\(against(stage) { known($0.satisfaction) { t.percent($0) } })"
    }

    private func recommendation(_ stage: Journey.MeasuredStage) -> HTML {
        "\(t.figure(stage.recommendation, t.points))\(against(stage) { known($0.recommendation, t.points) })"
    }

    /// What the feelings and ratings of the stage rest on.
    private func told(_ stage: Journey.MeasuredStage) -> HTML {
        guard let share = stage.told.share else { return "–" }
        return HTML(
            escaping: t("journey.told.value", ["count": stage.emotion.n, "people": t.number(stage.told.count), "share": t.percent(share)]))
    }

    private func targets(_ stage: Journey.MeasuredStage) -> HTML {
        let words = MeasuredTargetWords(t: t)
        let list = stage.targets.map { "<li>\(t("journey.plan.target.\($0.target.figure.rawValue)")): \(words.html($0))</li>" as HTML }
        return list.isEmpty ? "–" : "<ul>\(list)</ul>"
    }

    private func pains(_ stage: Journey.MeasuredStage) -> HTML {
        let pains = stage.pains.map(pain) + stage.sore.map { sore($0, in: stage) }
        return pains.isEmpty ? "–" : "<ul>\(pains)</ul>"
    }

    private func pain(_ cause: Diagnosis.Cause) -> HTML {
        let stake = t("journey.pain", ["stake": t.number(cause.effect.pointsAtStake, digits: 1)])
        return "<li>\(t.name(ofKind: cause.kind, journey.catalogue)) <span class=\"aside\">\(stake)</span></li>"
    }

    /// What felt bad, and how often of all that is known of it; it leads to everybody who met it here.
    private func sore(_ touchpoint: StageContents.Touchpoint, in stage: Journey.MeasuredStage) -> HTML {
        let name = t.name(ofKind: touchpoint.kind, journey.catalogue)
        let bad = t("journey.pain.bad", ["bad": t.number(touchpoint.bad), "all": t.number(touchpoint.feelings.n)])
        return "<li><a href=\"\(url: people(stage, "kind", touchpoint.kind))\">\(name)</a> <span class=\"aside\">\(bad)</span></li>"
    }
}

/// A target beside what came of it.
struct MeasuredTargetWords {
    let t: Texts

    /// `34 % 31–37 %, n 1,200 · at least 40 % Missed`
    func html(_ measured: MeasuredTarget) -> HTML {
        let words = TargetWords(t: t)
        let figure = t.figure(measured.measured) { words.figure($0, measured.target.figure) }
        return "\(figure) <span class=\"aside\">· \(words.value(measured.target))</span> \(badge(measured.verdict))"
    }

    private func badge(_ verdict: MeasuredTarget.Verdict) -> Badge {
        let tone: Tone =
            switch verdict {
            case .met: .good
            case .missed: .bad
            case .open: .plain
            }
        return Badge(t("journey.target.\(verdict.rawValue)"), tone: tone)
    }
}
