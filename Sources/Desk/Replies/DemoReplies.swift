import Language
import Web

/// What the demo company answers again and again.
enum DemoReplies {
    static let all: [(name: String, texts: [ReaderLanguage: String])] = [
        (
            "Delivery is late",
            letters(
                en:
                    "Your delivery is late, and I am sorry for it. The carrier owes me a new date; I write to you today, whatever they say.",
                ru: "Ваша доставка задерживается, приношу извинения. Я запросила у перевозчика новую дату и напишу вам сегодня.",
                pl: "dostawa się opóźnia, za co przepraszam. Poprosiłam przewoźnika o nowy termin i napiszę jeszcze dzisiaj.",
                zh: "您的送货延误了，非常抱歉。我已向承运方询问新的日期，无论答复如何，今天都会给您回信。")
        ),
        (
            "Send us a picture",
            letters(
                en: "Could you send us a picture of the damage and of the label on the box? Then the part is on its way tomorrow.",
                ru: "Пришлите, пожалуйста, фотографию повреждения и этикетки на коробке: тогда деталь отправится завтра.",
                pl: "proszę o zdjęcie uszkodzenia i etykiety na kartonie: wtedy część wyślemy jutro.",
                zh: "请发来损坏处和箱子标签的照片，这样配件明天就能寄出。")
        ),
        (
            "Is it all right now?",
            letters(
                en: "Is everything as it should be now? Answer to this if not: conversation #{number} opens again by itself.",
                ru: "Теперь всё в порядке? Если нет, просто ответьте: обращение №{number} откроется само.",
                pl: "czy teraz wszystko jest w porządku? Jeśli nie, wystarczy odpowiedzieć: rozmowa nr {number} otworzy się sama.",
                zh: "现在一切都好了吗？如果没有，直接回复即可，会话 #{number} 会自动重新打开。")
        ),
    ]

    private static func letters(en: String, ru: String, pl: String, zh: String) -> [ReaderLanguage: String] {
        let texts: [ReaderLanguage: String] = [
            .en: "Hello {customer},\n\n" + en, .ru: "Здравствуйте, {customer}!\n\n" + ru, .pl: "Dzień dobry {customer},\n\n" + pl,
            .zh: "您好，{customer}：\n\n" + zh,
        ]
        return texts.mapValues { $0 + "\n\n{agent}" }
    }
}
