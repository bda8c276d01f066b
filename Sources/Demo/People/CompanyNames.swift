/// Names of companies: what they do and what they call themselves, put together as the language does.
struct CompanyNames: Sendable {
    let proper: [String]
    let trades: [Industry: String]
    /// `#` stands for the proper name, `*` for the trade.
    let pattern: String

    /// The names run through all pairs before one comes again.
    func name(_ number: Int, _ industry: Industry) -> (written: String, proper: String) {
        let chosen = proper[number % proper.count]
        let written = pattern.reduce(into: "") { text, mark in
            switch mark {
            case "#": text += chosen
            case "*": text += trades[industry, default: ""]
            default: text.append(mark)
            }
        }
        return (written, chosen)
    }

    static func of(_ language: Language) -> CompanyNames {
        switch language {
        case .english: english
        case .russian: russian
        case .polish: polish
        case .chinese: chinese
        }
    }
}

extension CompanyNames {
    private static let english = CompanyNames(
        proper: words(
            """
            Amberley Beacon Bluebell Bramble Brookside Calder Cloverfield Copperbeech Dunmore Fairhaven Fallow Greyfriars Harbour Hawthorn \
            Inishmore Juniper Kestrelbay Kingsmead Lantern Larkfield Marlow Meridian Milestone Moorland Northgate Oakhurst Pembridge Quayside \
            Redwood Rowan Saltmarsh Silverstream Stonebridge Thornbury Wexcombe Willowbank Windrush
            """),
        trades: [
            .software: "Software", .law: "Solicitors", .accounting: "Accountants", .health: "Clinic", .education: "College", .design: "Studio",
            .manufacturing: "Instruments", .transport: "Freight", .hospitality: "Hotels",
        ],
        pattern: "# *")

    private static let polish = CompanyNames(
        proper: words(
            """
            Bursztyn Cedr Dąbrowa Fala Galeon Gawra Granit Horyzont Iskra Jantar Jodła Kasztan Klonowa Kompas Kormoran Krokus Latarnia Lazur \
            Magnolia Mozaika Nadzieja Olszyna Orion Perła Polana Przystań Rumianek Sosna Syrena Szafir Tarcza Topaz Tęcza Wiatrak Wrzos \
            Zefir Zorza Żagiel Żubr
            """),
        trades: [
            .software: "Software House", .law: "Kancelaria Prawna", .accounting: "Biuro Rachunkowe", .health: "Centrum Medyczne",
            .education: "Szkoła Językowa", .design: "Studio Projektowe", .manufacturing: "Zakłady Precyzyjne", .transport: "Spedycja",
            .hospitality: "Hotel",
        ],
        pattern: "* #")

    private static let russian = CompanyNames(
        proper: words(
            """
            Альтаир Берег Вектор Ветер Водолей Восход Гавань Гармония Горизонт Гранат Заря Зенит Исток Каскад Кедр Компас Лагуна Ладья Маяк \
            Меридиан Мозаика Оазис Олимп Опора Парус Перспектива Пламя Причал Радуга Родник Рассвет Сапфир Созвездие Сосна Спектр Степь Эдельвейс
            """),
        trades: [
            .software: "ИТ-компания", .law: "Юридическое бюро", .accounting: "Бухгалтерское бюро", .health: "Клиника", .education: "Школа языков",
            .design: "Дизайн-студия", .manufacturing: "Завод приборов", .transport: "Транспортная компания", .hospitality: "Отель",
        ],
        pattern: "* «#»")

    private static let chinese = CompanyNames(
        proper: words(
            """
            云帆 华景 明远 星河 瑞达 博雅 佳禾 天成 启航 锦程 海川 弘毅 东方 新元 恒信 安泰 金桥 宏图 嘉禾 润泽 凌云 卓越 鼎盛 万象 长青 蓝湖 青松 \
            远山 晨光 百川
            """),
        trades: [
            .software: "软件", .law: "法律咨询", .accounting: "财务咨询", .health: "医疗科技", .education: "教育科技", .design: "设计",
            .manufacturing: "精密仪器", .transport: "物流", .hospitality: "酒店管理",
        ],
        pattern: "#*有限公司")

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
