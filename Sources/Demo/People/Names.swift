/// Names people of a language bear, each also in Latin letters for their addresses.
struct Names: Sendable {
    struct Name: Sendable {
        let written: String
        let latin: String
    }

    let women: [Name]
    let men: [Name]
    /// Family names of women and of men, at the same places.
    let familiesOfWomen: [Name]
    let familiesOfMen: [Name]

    /// Lists are words between spaces; `Кузнецов/Кузнецова` is a man's and a woman's form, `王:wang` a word with its Latin form.
    init(women: String, men: String, families: String) {
        self.women = women.split(separator: " ").map { Self.name($0, form: 0) }
        self.men = men.split(separator: " ").map { Self.name($0, form: 0) }
        familiesOfMen = families.split(separator: " ").map { Self.name($0, form: 0) }
        familiesOfWomen = families.split(separator: " ").map { Self.name($0, form: 1) }
    }

    private static func name(_ word: Substring, form: Int) -> Name {
        let forms = word.split(separator: "/")
        let chosen = forms[min(form, forms.count - 1)].split(separator: ":")
        return Name(written: String(chosen[0]), latin: chosen.count > 1 ? String(chosen[1]) : Latin.spelled(chosen[0]))
    }

    static func of(_ language: Language) -> Names {
        switch language {
        case .english: english
        case .russian: russian
        case .polish: polish
        case .chinese: chinese
        }
    }
}

extension Names {
    struct Full: Sendable {
        let written: String
        let latinGiven: String
        let latinFamily: String
    }

    /// Chinese writes the family first and no space.
    func draw(_ language: Language, _ dice: inout Dice) -> Full {
        let isWoman = dice.chance(0.52)
        let given = dice.pick(isWoman ? women : men)
        let family = dice.pick(isWoman ? familiesOfWomen : familiesOfMen)
        let written = language == .chinese ? family.written + given.written : "\(given.written) \(family.written)"
        return Full(written: written, latinGiven: given.latin, latinFamily: family.latin)
    }
}

extension Names {
    private static let english = Names(
        women: """
            Alice Amelia Aoife Beth Caroline Charlotte Ciara Claire Daisy Eleanor Emily Erin Fiona Grace Hannah Helen Imogen Jane Julia Kate Laura \
            Lucy Maeve Megan Molly Niamh Nora Olivia Orla Rachel Rebecca Rose Ruth Sarah Sinead Sophie Tara Una Victoria Zoe
            """,
        men: """
            Adam Aidan Andrew Ben Brendan Callum Charlie Colm Conor Daniel David Declan Dermot Edward Eoin Finn George Harry Henry Hugh Jack James \
            Joe Kevin Liam Luke Mark Martin Matthew Neil Niall Oliver Oscar Patrick Paul Peter Rory Sam Simon Thomas
            """,
        families: """
            Adams Bailey Barry Bennett Brady Brennan Burke Byrne Campbell Carroll Clarke Collins Connolly Cooper Daly Dixon Doherty Doyle Duffy \
            Dunne Edwards Farrell Fisher Fitzgerald Flynn Foley Foster Gallagher Graham Griffin Hayes Healy Higgins Hughes Kavanagh Keane Kelly \
            Kennedy Lynch Maguire Martin McCarthy Mitchell Moore Moran Morgan Murphy Murray Nolan Palmer Parker Power Quinn Reid Reilly Roberts \
            Ryan Shaw Sheehan Sullivan Sweeney Taylor Turner Walsh Ward Watson Whelan Wood Wright Young
            """)

    private static let polish = Names(
        women: """
            Agata Agnieszka Aleksandra Alicja Anna Barbara Beata Dorota Ewa Gabriela Grażyna Halina Hanna Iwona Joanna Julia Justyna Kamila \
            Karolina Katarzyna Kinga Lena Magdalena Małgorzata Maria Marta Michalina Monika Natalia Oliwia Patrycja Paulina Renata Sylwia Urszula \
            Weronika Wiktoria Zofia Zuzanna Żaneta
            """,
        men: """
            Adam Adrian Aleksander Andrzej Antoni Artur Bartosz Damian Daniel Dawid Filip Grzegorz Hubert Jacek Jakub Jan Jarosław Jerzy Kacper \
            Kamil Karol Krzysztof Łukasz Maciej Marcin Marek Mateusz Michał Mikołaj Mirosław Paweł Piotr Radosław Rafał Sebastian Sławomir \
            Stanisław Szymon Tomasz Wojciech
            """,
        families: """
            Adamski/Adamska Baran Bąk Borkowski/Borkowska Chmielewski/Chmielewska Cieślak Czarnecki/Czarnecka Dąbrowski/Dąbrowska Dudek Duda \
            Gajewski/Gajewska Głowacki/Głowacka Górski/Górska Grabowski/Grabowska Jabłoński/Jabłońska Jankowski/Jankowska Jasiński/Jasińska \
            Kaczmarek Kalinowski/Kalinowska Kamiński/Kamińska Kołodziej Konieczny/Konieczna Kowalczyk Kowalski/Kowalska Kozłowski/Kozłowska \
            Krajewski/Krajewska Krawczyk Kubiak Kucharski/Kucharska Lewandowski/Lewandowska Lis Maciejewski/Maciejewska Majewski/Majewska \
            Malinowski/Malinowska Mazur Mazurek Michalak Mróz Nowak Nowicki/Nowicka Olszewski/Olszewska Ostrowski/Ostrowska Pawlak \
            Pawłowski/Pawłowska Pietrzak Piotrowski/Piotrowska Sadowski/Sadowska Sikora Sobczak Sokołowski/Sokołowska Stępień \
            Szczepański/Szczepańska Szewczyk Szulc Szymański/Szymańska Tomaszewski/Tomaszewska Urban Walczak Wieczorek Wilk Wiśniewski/Wiśniewska \
            Włodarczyk Wojciechowski/Wojciechowska Wójcik Wróbel Wróblewski/Wróblewska Wysocki/Wysocka Zając Zakrzewski/Zakrzewska \
            Zalewski/Zalewska Zawadzki/Zawadzka Zieliński/Zielińska
            """)

    private static let russian = Names(
        women: """
            Александра Алина Анастасия Анна Валентина Валерия Вера Виктория Галина Дарья Диана Евгения Екатерина Елена Жанна Зоя Инна Ирина Карина \
            Кристина Ксения Лариса Любовь Людмила Маргарита Марина Мария Надежда Наталья Оксана Ольга Полина Светлана София Тамара Татьяна Ульяна \
            Эльвира Юлия Яна
            """,
        men: """
            Александр Алексей Анатолий Андрей Антон Артём Богдан Борис Вадим Валерий Василий Виктор Виталий Владислав Всеволод Вячеслав Геннадий \
            Георгий Глеб Григорий Денис Дмитрий Евгений Егор Иван Игорь Илья Кирилл Константин Лев Максим Михаил Никита Николай Олег Павел Роман \
            Сергей Тимур Юрий
            """,
        families: """
            Абрамов/Абрамова Алексеев/Алексеева Антонов/Антонова Баранов/Баранова Белов/Белова Беляев/Беляева Богданов/Богданова Борисов/Борисова \
            Васильев/Васильева Виноградов/Виноградова Власов/Власова Волков/Волкова Воробьёв/Воробьёва Гаврилов/Гаврилова Герасимов/Герасимова \
            Голубев/Голубева Григорьев/Григорьева Гусев/Гусева Давыдов/Давыдова Данилов/Данилова Денисов/Денисова Егоров/Егорова Ершов/Ершова \
            Жуков/Жукова Зайцев/Зайцева Захаров/Захарова Зуев/Зуева Ильин/Ильина Калинин/Калинина Ким Киселёв/Киселёва Климов/Климова \
            Ковалёв/Ковалёва Козлов/Козлова Комаров/Комарова Королёв/Королёва Крылов/Крылова Кузнецов/Кузнецова Кузьмин/Кузьмина Лазарев/Лазарева \
            Лебедев/Лебедева Литвиненко Макаров/Макарова Мельник Миронов/Миронова Морозов/Морозова Назаров/Назарова Никитин/Никитина \
            Николаев/Николаева Новиков/Новикова Орлов/Орлова Осипов/Осипова Павлов/Павлова Поляков/Полякова Романов/Романова Семёнов/Семёнова \
            Соколов/Соколова Соловьёв/Соловьёва Степанов/Степанова Тарасов/Тарасова Титов/Титова Тихонов/Тихонова Фёдоров/Фёдорова \
            Филиппов/Филиппова Фомин/Фомина Цой Чернов/Чернова Шевченко Щербаков/Щербакова Яковлев/Яковлева
            """)

    private static let chinese = Names(
        women: """
            芳:fang 娜:na 敏:min 静:jing 丽:li 艳:yan 娟:juan 霞:xia 秀英:xiuying 婷:ting 雪:xue 慧:hui 莹:ying 颖:ying 佳怡:jiayi 欣怡:xinyi 雨涵:yuhan 梓涵:zihan \
            诗琪:shiqi 思雨:siyu 梦洁:mengjie 晓燕:xiaoyan 玉兰:yulan 春梅:chunmei 文静:wenjing 若曦:ruoxi 晨曦:chenxi 雅婷:yating 美玲:meiling 小红:xiaohong
            """,
        men: """
            伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 刚:gang 平:ping 辉:hui 鹏:peng 浩然:haoran 子轩:zixuan 宇航:yuhang 俊杰:junjie \
            志强:zhiqiang 建国:jianguo 文博:wenbo 思远:siyuan 晓东:xiaodong 天佑:tianyou 家豪:jiahao 国栋:guodong 立新:lixin 海波:haibo 振华:zhenhua 嘉诚:jiacheng
            """,
        families: """
            王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 赵:zhao 黄:huang 周:zhou 吴:wu 徐:xu 孙:sun 胡:hu 朱:zhu 高:gao 林:lin 何:he 郭:guo 马:ma 罗:luo 梁:liang \
            宋:song 郑:zheng 谢:xie 韩:han 唐:tang 冯:feng 于:yu 董:dong 萧:xiao 程:cheng 曹:cao 袁:yuan 邓:deng 许:xu 傅:fu 沈:shen 曾:zeng 彭:peng 吕:lv 苏:su 卢:lu \
            蒋:jiang 蔡:cai 贾:jia 丁:ding 魏:wei 薛:xue 叶:ye 阎:yan
            """)
}
