import Kernel

/// Something that a customer of the demo company has just written, and nobody has answered yet.
package struct DemoLetter: Sendable {
    /// `pl`: somebody who speaks it has written it.
    package let language: String
    package let channel: String
    package let subject: String
    package let text: String
    /// So long before now.
    package let ago: Duration
    /// Keys of labels that it has got.
    package let labels: [String]

    private init(_ language: String, _ channel: String, _ ago: Duration, _ subject: String, _ text: String, _ labels: String...) {
        (self.language, self.channel, self.ago, self.subject, self.text, self.labels) = (language, channel, ago, subject, text, labels)
    }
}

extension DemoLetter {
    package static let all = [
        DemoLetter(
            "en", "email", .minutes(12), "The desk came with a dent",
            "Hello,\nthe desk arrived this morning and the left edge is dented. The box looked fine. Can you send a new top, "
                + "and who collects the old one?", "damage"),
        DemoLetter(
            "pl", "email", .minutes(47), "Trzeci raz zmieniony termin dostawy",
            "Dzień dobry,\nkurier już trzeci raz przesunął dostawę biurka, a nikt nie potrafi powiedzieć dlaczego. Biuro czeka od poniedziałku. "
                + "Proszę o konkretny dzień.", "delivery", "call-back"),
        DemoLetter(
            "en", "chat", .minutes(5), "Will the monitor arm fit?", "Hi! Does the monitor arm fit a desk top of 18 mm, or do I need the adapter?"),
        DemoLetter(
            "ru", "email", .hours(3), "Нет винтов в комплекте",
            "Здравствуйте! В коробке с креслом не оказалось пакета с винтами, собрать не можем. Пришлите, пожалуйста, только винты, "
                + "кресло возвращать не хочется.", "missing-parts"),
        DemoLetter("zh", "chat", .minutes(31), "发票抬头", "你好，上周的订单发票抬头写错了，可以重新开一张吗？公司名称少了“有限公司”。", "invoice"),
        DemoLetter(
            "pl", "social", .hours(5), "Uszkodzona dostawa",
            "Kolejna paczka od Was z wgniecionym rogiem. Wcześniej tak nie było – co się stało z dostawami?", "damage", "delivery"),
        DemoLetter(
            "en", "phone", .hours(26), "Asks for a call back about the assembly",
            "Called about the assembly on Thursday: the lift in the building is out of order until noon. Asks to come in the afternoon.",
            "call-back"),
        DemoLetter(
            "en", "email", .hours(30), "Extending the plan",
            "We are opening a second office and need twelve more seats. What would that cost us from March on?"),
        DemoLetter(
            "ru", "chat", .hours(8), "Когда привезут?",
            "Добрый день, доставку обещали вчера, сегодня тоже никого нет. Подскажите, пожалуйста, где заказ.", "delivery"),
        DemoLetter("zh", "email", .hours(20), "椅子有异响", "您好，使用三个月后椅子后倾时有异响，影响开会。请问是否在保修范围内？需要我拍视频吗？"),
    ]
}
