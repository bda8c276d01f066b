extension Kind {
    /// What a new installation starts with: the journey of a customer in its five moments, and what may happen at any of them.
    /// Texts name them by `kind.KEY`, their stages by `stage.KEY` and their departments by `department.KEY`.
    package static let defaults = awareness + search + decision + afterPurchase + opinion + anyMoment

    /// The customer notices a problem, and us.
    private static let awareness = [
        Kind("ad_view", "Ad seen", .awareness, "marketing", goal: "Be noticed by people who have the problem."),
        Kind("ad_click", "Ad clicked", .awareness, "marketing", goal: "Keep what the ad promised."),
        Kind("search_visit", "Came from a search engine", .awareness, "marketing", .indirect, goal: "Be found by the words customers use."),
        Kind("social_post_view", "Social post seen", .awareness, "marketing", goal: "Start a conversation, not a campaign."),
        Kind("influencer_post_view", "Influencer's post seen", .awareness, "marketing", .indirect, goal: "Be shown as we are."),
        Kind("press_article_view", "Press article read", .awareness, "marketing", .indirect, goal: "Be worth writing about."),
        Kind("blog_view", "Blog article read", .awareness, "marketing", goal: "Help to understand the problem."),
        Kind("referral_visit", "Came by a recommendation", .awareness, "marketing", .indirect, goal: "Live up to what a friend has said."),
        Kind("event_visit", "Stand at an event visited", .awareness, "marketing", goal: "Meet in person and stay in touch."),
    ]

    /// The customer compares ways to solve it.
    private static let search = [
        Kind("page_view", "Page viewed", .search, "product", goal: "Lead to the answer in few steps."),
        Kind("product_view", "Product viewed", .search, "product", goal: "Answer every question about the product."),
        Kind("screen_view", "App screen viewed", .search, "product", goal: "Lead to the answer in few steps."),
        Kind("site_search", "Search on the site", .search, "product", goal: "Find it at the first try."),
        Kind("configurator_used", "Configurator used", .search, "product", goal: "Let customers see their own solution."),
        Kind("case_study_view", "Case study read", .search, "marketing", goal: "Show that it worked for somebody alike."),
        Kind("guide_download", "Guide downloaded", .search, "marketing", goal: "Give before asking."),
        Kind("form_submitted", "Form sent", .search, "marketing", goal: "Ask only for what is needed."),
        Kind("review_read", "Reviews read", .search, "marketing", .indirect, goal: "Be recommended by those who bought."),
        Kind("forum_read", "Forum read", .search, "marketing", .indirect, goal: "Be named where people ask each other."),
        Kind("chatbot_message", "Question to the chatbot", .search, "service", goal: "Answer at once, or hand over with all that was said."),
        Kind("presales_question", "Question before buying", .search, "sales", goal: "Advise patiently, whoever buys in the end."),
        Kind("voice_request", "Voice assistant asked", .search, "product", goal: "Be there without a screen."),
        Kind("kiosk_session", "Kiosk used", .search, "sales", goal: "Let people help themselves in the shop."),
        Kind("showroom_visit", "Showroom visited", .search, "sales", goal: "Let people touch and try."),
    ]

    /// The customer decides.
    private static let decision = [
        Kind("sign_up", "Account opened", .decision, "product", goal: "Ask once, remember for ever."),
        Kind("demo_booked", "Consultation or demo booked", .decision, "sales", goal: "Offer a time that suits."),
        Kind("demo_held", "Demo held", .decision, "sales", goal: "Show what this customer needs."),
        Kind("quote_requested", "Quote asked for", .decision, "sales", goal: "Understand the need before naming a price."),
        Kind("quote_sent", "Quote sent", .decision, "sales", goal: "Answer within a day, without surprises."),
        Kind("offer_sent", "Personal offer sent", .decision, "marketing", goal: "Offer what helps, not what is left over."),
        Kind("cart_add", "Added to the cart", .decision, "product", goal: "Keep the cart on every channel."),
        Kind("cart_abandoned", "Cart left", .decision, "product", goal: "Learn what stopped them."),
        Kind("checkout_started", "Checkout started", .decision, "product", goal: "Let nothing stand in the way."),
        Kind("order_placed", "Order placed", .decision, "sales", goal: "Confirm the choice."),
        Kind("plan_started", "Plan started", .decision, "sales", goal: "Begin a relationship, not a contract."),
    ]

    /// The customer has, uses, asks, renews.
    private static let afterPurchase = [
        Kind("order_shipped", "Order shipped", .afterPurchase, "logistics", goal: "Say when it will arrive, to the hour."),
        Kind("delivery_delayed", "Delivery delayed", .afterPurchase, "logistics", goal: "Say so before the customer asks."),
        Kind("delivery", "Delivered", .afterPurchase, "logistics", goal: "On the day promised, whole and complete."),
        Kind("delivery_damaged", "Arrived damaged", .afterPurchase, "logistics", goal: "Never; and if it does, replaced within days."),
        Kind("delivery_incomplete", "Arrived with parts missing", .afterPurchase, "logistics", goal: "Never; and if it does, completed within days."),
        Kind("assembly_done", "Assembled on site", .afterPurchase, "logistics", goal: "Leave it ready to use and the room clean."),
        Kind("invoice_sent", "Invoice sent", .afterPurchase, "finance", goal: "Be right the first time."),
        Kind("onboarding_session", "Onboarding session", .afterPurchase, "success", goal: "Reach the first success soon."),
        Kind("device_signal", "Signal from a connected product", .afterPurchase, "product", goal: "Know how it is used, with consent."),
        Kind("help_article_view", "Help article read", .afterPurchase, "service", goal: "Solve it without having to ask."),
        Kind("chat_message", "Chat message", .afterPurchase, "service", goal: "Answer within a minute."),
        Kind("email_received", "Email from the customer", .afterPurchase, "service", goal: "Answer within two working hours."),
        Kind("phone_call", "Phone call", .afterPurchase, "service", goal: "Pick up within thirty seconds, solve it in one call."),
        Kind("desk_visit", "Spoken with in person", .afterPurchase, "service", goal: "Wait little, be understood, leave with it solved."),
        Kind("social_message", "Message on social media", .afterPurchase, "service", goal: "Answer where they asked."),
        Kind("ticket_opened", "Ticket opened", .afterPurchase, "service", goal: "Understand it at the first reading."),
        Kind("ticket_resolved", "Ticket resolved", .afterPurchase, "service", goal: "Solve it for good."),
        Kind("ticket_reopened", "Ticket reopened", .afterPurchase, "service", goal: "Learn what was not solved."),
        Kind("return_requested", "Return asked for", .afterPurchase, "logistics", goal: "Make it as easy as buying."),
        Kind("replacement_sent", "Replacement sent", .afterPurchase, "logistics", goal: "Put it right at once."),
        Kind("refund_paid", "Refund paid", .afterPurchase, "finance", goal: "Pay back within three days."),
        Kind("success_check_in", "Check-in by the success manager", .afterPurchase, "success", goal: "Hear of trouble before it is one."),
        Kind("plan_renewed", "Plan renewed", .afterPurchase, "success", goal: "Renew because it is worth it."),
        Kind("plan_extended", "Plan extended", .afterPurchase, "success", goal: "Grow with the customer."),
        Kind("plan_cancelled", "Plan cancelled", .afterPurchase, "success", goal: "Learn why, part as friends."),
    ]

    /// The ultimate moment of truth: what they say becomes somebody else's first touchpoint.
    private static let opinion = [
        Kind("survey_nps", "Recommendation survey answered", .opinion, "success", goal: "Know whether they would recommend us, and why."),
        Kind("survey_csat", "Satisfaction survey answered", .opinion, "service", goal: "Know whether this contact was handled well."),
        Kind("survey_ces", "Effort survey answered", .opinion, "service", goal: "Know how hard we made it."),
        Kind("delivery_rated", "Delivery rated", .opinion, "logistics", goal: "Know how it arrived."),
        Kind("product_rated", "Product rated", .opinion, "product", goal: "Know how it serves in daily use."),
        Kind("showroom_rated", "Showroom rated", .opinion, "sales", goal: "Know how the visit was."),
        Kind("interview_held", "Interview held", .opinion, "product", goal: "Understand what numbers cannot tell."),
        Kind("review_posted", "Review posted", .opinion, "marketing", .indirect, goal: "Deserve the next one."),
        Kind("review_answered", "Review answered", .opinion, "marketing", goal: "Leave no bad one without an answer."),
        Kind("social_mention", "Mentioned on social media", .opinion, "marketing", .indirect, goal: "Hear it early."),
        Kind("community_post", "Community post", .opinion, "success", .indirect, goal: "Let customers help each other."),
        Kind("referral_made", "Recommended us to somebody", .opinion, "marketing", .indirect, goal: "Thank them."),
        Kind("testimonial_given", "Testimonial given", .opinion, "marketing", goal: "Let customers speak for us."),
    ]

    /// What belongs to no single moment: the stage is left open, and the touchpoint moves nobody along the journey.
    private static let anyMoment = [
        Kind("identify", "Recognised", nil, "product", goal: "Never ask for what is known."),
        Kind("login", "Signed in", nil, "product", goal: "Go on where they left off."),
        Kind("consent_given", "Consent given", nil, "marketing", goal: "Be welcome."),
        Kind("consent_withdrawn", "Consent withdrawn", nil, "marketing", goal: "Stop at once."),
        Kind("email_sent", "Email sent", nil, "marketing", goal: "Not more often than welcome."),
        Kind("email_opened", "Email opened", nil, "marketing", goal: "Be worth opening."),
        Kind("email_clicked", "Email link clicked", nil, "marketing", goal: "Keep what the subject promised."),
        Kind("sms_sent", "SMS sent", nil, "logistics", goal: "Only what matters today."),
        Kind("survey_sent", "Survey sent", nil, "success", goal: "Ask at the right moment, not too often."),
        Kind("service_reply", "Service answered", nil, "service", goal: "Quick, right, kind."),
        Kind("reply_lost", "Answer did not arrive", nil, "service", goal: "Reach them another way."),
    ]
}

extension Kind {
    /// Whether it is called as we called it, so that it can be named in the reader's language.
    var hasOurName: Bool { Self.ourNames[key] == name }

    private static let ourNames = Dictionary(defaults.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
}
