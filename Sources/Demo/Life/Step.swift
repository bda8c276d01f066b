/// Something that is going to happen to a customer at a time.
enum Step: Sendable {
    // Discovery
    case notice(left: Int)
    case look(left: Int)
    case page(Visit)
    case visitShowroom
    // Becoming a customer
    case signUp
    case introduce
    case addEmail
    case addBrowser
    case bookDemo
    case holdDemo
    case askForQuote
    case sendQuote
    case fillCart
    case goToCheckout
    case rememberCart
    // Orders
    case order(OrderPlace)
    case ship(Int)
    case announce(Int)
    case delay(Int)
    case deliver(Int)
    case unpack(Int)
    case assemble(Int)
    case askAboutDelivery(Int)
    case rateDelivery(Int)
    case rateProduct(Int)
    case consider
    // Plans
    case startPlan
    case onboard
    case checkIn(Int)
    case renew(Int)
    // Service
    case contact(Matter, order: Int?)
    case reply(Int)
    case thank(Int)
    case openTicket(Int)
    case resolve(Int)
    case reopen(Int)
    case askAboutService(Int)
    case rateService(Int)
    case rateEffort(Int)
    case everydayQuestion
    // Opinions
    case askToRecommend(again: Bool)
    case recommend
    case review(Int)
    case answerReview(bad: Bool, order: Int)
    case mention
    case post
    case refer
    // Every month
    case newsletter(number: Int)
    case openMail(number: Int)
    case clickMail(number: Int)
    case openApp
    case appScreen(left: Int)
    case deskSignal
    case browse
}

/// One sitting in front of the site: on which of the customer's browsers, how many pages are left, and what they are after.
struct Visit: Sendable {
    enum Purpose: Sendable {
        case curious
        case shopping
        case help
    }

    let browser: Int
    var left: Int
    let purpose: Purpose
    var path = Page.home
}

enum OrderPlace: String, Sendable {
    case web
    case shop
    case email
    case phone
}
