import Kernel

/// What can be booked at the demo company, and how it is asked for a quote.
struct DemoBookings {
    let kinds: BookingKindStore

    func setUp() async throws {
        guard try await kinds.all().isEmpty else { return }
        var consultation = BookingTerms(names: [
            "en": "Planning your office", "ru": "Планировка вашего офиса", "pl": "Plan Twojego biura", "zh": "规划您的办公室",
        ])
        consultation.abouts = [
            "en": "We look at your floor plan together and say which desks and chairs fit.",
            "ru": "Вместе посмотрим план помещения и подскажем, какие столы и кресла подойдут.",
            "pl": "Obejrzymy razem plan pomieszczeń i powiemy, które biurka i krzesła pasują.", "zh": "我们一起查看您的平面图,建议合适的桌椅。",
        ]
        (consultation.minutes, consultation.pause, consultation.meeting) = (30, 15, .video)
        consultation.place = "https://meet.example.com/alderdesk"
        consultation.asks = ["phone": .optional, "company": .optional, "about": .optional]
        _ = try await kinds.add("consultation", .appointment, consultation, by: nil)
        var offer = BookingTerms(names: ["en": "Ask for a quote", "ru": "Запросить расчёт", "pl": "Poproś o wycenę", "zh": "索取报价"])
        offer.abouts = [
            "en": "Tell us how many work places you furnish and by when.", "ru": "Сколько рабочих мест и к какому сроку нужно обставить?",
            "pl": "Napisz, ile stanowisk urządzasz i na kiedy.", "zh": "请告诉我们需要多少工位以及何时需要。",
        ]
        offer.asks = ["phone": .optional, "company": .optional, "about": .required]
        _ = try await kinds.add("offer", .quote, offer, by: nil)
    }
}
