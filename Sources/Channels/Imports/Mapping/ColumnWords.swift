import People

/// How columns are called in the files people have, in four languages; the best name first. Without blanks, marks and capitals.
enum ColumnWords {
    /// `case:concept:name` → `caseconceptname`.
    static func plain(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    static let time = words(
        "timetimestamp timestamp originaltimestamp completetimestamp occurredat eventtime eventtimestamp eventdate datetime at time date when",
        "createdat created invoicedate orderdate purchasedate transactiondate starttimestamp starttime startdate ts day data dataczas czas",
        "дата время датаивремя 时间 日期 时间戳")

    static let identifiers: [(Mapping.Meaning, [String])] = [
        (.identifier(.userID), users),
        (.identifier(.anonymousID), words("anonymousid anonymous visitorid visitor cookieid cookie fullvisitorid userpseudoid")),
        (.identifier(.email), words("email emailaddress mail customeremail useremail adresemail почта эпочта 邮箱 电子邮件")),
        (.identifier(.phone), words("phone phonenumber mobile msisdn telephone telefon телефон 电话 手机")),
        (.identifier(.deviceID), ["deviceid"]),
        (.identifier(.loyaltyCard), words("loyaltycard loyaltyid cardnumber")),
    ]

    private static let users = words(
        "caseconceptname customerid customer userid user caseid case clientid client memberid member personid contactid subscriberid passengerid",
        "patientid guestid studentid playerid buyerid consumerid custid custno respondent respondentid respnum idklienta klient",
        "клиент idклиента 客户 客户id 用户 用户id 会员")

    /// Taken for customers only when nothing better is there.
    static let sessions = words("sessionid session visitid traceid")

    static let kind = words(
        "event conceptname activity activityname eventname eventtype kind action activityid task step type touchpoint whathappened what",
        "zdarzenie событие действие 事件 活动")

    static let channel = words("channel channelname touchchannel kanał kanal канал 渠道")

    static let score = words("nps npsscore netpromoterscore csat csatscore ces score rating overallrating stars ocena оценка 评分")

    static let weight = words("weight weights waga вес 权重")

    static let value = words(
        "value amount revenue total totalamount ordervalue sales dollarvalue price kwota wartość сумма 金额")

    static let currency = words("currency currencycode waluta валюта 货币 币种")

    static let company = words(
        "companyid company accountid account organizationid organization organisation groupid firma компания 公司")

    static let key = words("messageid eventid insertid eventuuid uuid")

    static let subjects = [
        ("order", words("orderid orderno ordernumber invoiceno invoiceid invoice transactionid")),
        ("conversation", words("conversationid ticketid ticket")),
        ("survey", words("surveyid survey")),
    ]

    /// What happened, when no column says so but the columns are of a sort. A word may be any part of a column's name.
    static let kindsByColumn: [(words: [String], kind: String)] = [
        (words("invoice order purchase dollarvalue transaction"), "order_placed"), (["review"], "review_posted"),
        (words("nps netpro"), "survey_nps"), (["csat"], "survey_csat"), (words("respnum respondent survey"), "survey_nps"),
    ]

    private static func words(_ lines: String...) -> [String] {
        lines.flatMap { $0.split(separator: " ").map(String.init) }
    }
}
