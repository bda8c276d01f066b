import Analytics

/// What each figure of the report means, in one sentence or two.
enum Definition: String, CaseIterable {
    case interval, enough, stages, between, directlyFollows, variants, funnel, retention, diagnosis, moments, drivers, episodes
    case nps, csat, ces, rating, rating10, thumbs

    var text: String {
        switch self {
        case .interval: "An interval holds the true figure in 95 of 100 cases. Shares have Wilson's interval."
        case .enough: "Below 30 answers or people a figure is not printed, for it would be read for more than it is."
        case .stages:
            "People are counted once in each stage they touched. “In order” are those who went through all observed stages before it first. "
                + "“Went on” are those who touched the next stage after their first touch of this one. A stage with no touchpoint at all is left out."
        case .between:
            "From the first touch of a stage to the first touch of the next, among those who came in this order; n is how many they are. "
                + "Half of them took at most the median, nine in ten at most the p90."
        case .directlyFollows:
            "How often one touchpoint came directly after another on the same person’s line, and how many people went that way at least once. "
                + "Touchpoints of the same moment stand in the order of their arrival."
        case .variants:
            "A way is a whole line from its first to its last touchpoint, repetitions of the same kind in a row told once. "
                + "Shares are of everybody, also of those whose way is not listed."
        case .funnel:
            "The steps in order, with anything between them, each touchpoint taking one step; the window is counted from the first step and "
                + "includes its end. Who still has time is in progress, not lost. "
                + "The median time also counts those who have not come yet (Kaplan–Meier)."
        case .diagnosis:
            "Service is good from 80 % content answers on, the experience from an NPS of 30, unless it has fallen for good: months are cut where the "
                + "shares of promoters and detractors changed by more than chance (Bayesian information criterion), in everybody and in each group. "
                + "Causes are what people met before their answers that together explains them (stepwise least squares); points at stake are "
                + "its reach times its effect. An association, not a proof."
        case .moments:
            "People whose next answer within \(Moments.usualDays) days after the touchpoint was low, against those whose answer was high: how "
                + "many of either later had the outcome. A moment of truth makes a difference of its own, beyond what comes of any low answer and "
                + "with the other decisive touchpoints held, that is no chance for how many are looked at, and weighs a third of the weightiest at "
                + "least. An association, not a proof."
        case .drivers:
            "Importance is the share of what all ratings together explain of the answer (relative weights, Johnson 2000), with an interval by taking "
                + "the answers anew 200 times. Basic: a bad one hurts more than a good one helps; excitement: the other way round. "
                + "Points at stake are reach × share of bad ratings × (answer of the content − answer of the discontent). "
                + "An association, not a proof."
        case .episodes:
            "Of the people seen on a day, how many met this touchpoint; a person counts once a day. Weeks are cut where that share changed by more "
                + "than chance and by a quarter at least (Bayesian information criterion, wider where weeks scatter), then to the day; the more "
                + "kinds and groups are looked at, the surer a change must be. Below each stands what changed on the same days."
        case .retention:
            "Of the people first seen in a month, the share seen again in each month since. A month that is not over is blank."
        case .nps:
            "Net promoter score: the share of answers 9–10 less the share of answers 0–6, from −100 to 100. "
                + "Below 50 answers, or when nearly all are alike, the interval is the adjusted Wald one."
        case .csat: "Satisfaction: the share of answers 4 and 5 of 5."
        case .ces: "Effort: the mean of answers from 1 to 7, where 7 is easiest."
        case .rating: "Rating: the share of 4 and 5 of 5."
        case .rating10: "Overall rating: the mean of answers from 1 to 10."
        case .thumbs: "The share of thumbs up."
        }
    }
}
