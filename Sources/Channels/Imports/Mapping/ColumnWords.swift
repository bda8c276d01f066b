import People

/// How columns are called in the files people have, in four languages; the best name first. Without blanks, marks and capitals.
enum ColumnWords {
    /// `case:concept:name` → `caseconceptname`.
    static func plain(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    static let time = [
        "timetimestamp", "timestamp", "originaltimestamp", "completetimestamp", "occurredat", "eventtime", "eventtimestamp", "eventdate", "datetime", "at",
        "time", "date", "createdat", "created", "invoicedate", "orderdate", "purchasedate", "transactiondate", "starttimestamp", "starttime", "startdate",
        "ts", "day", "data", "dataczas", "czas", "дата", "время", "датаивремя", "时间", "日期", "时间戳",
    ]

    static let identifiers: [(Mapping.Meaning, [String])] = [
        (
            .identifier(.userID),
            [
                "caseconceptname", "customerid", "customer", "userid", "user", "caseid", "case", "clientid", "client", "memberid", "member", "personid",
                "contactid", "subscriberid", "passengerid", "patientid", "guestid", "studentid", "playerid", "buyerid", "consumerid", "custid", "custno",
                "respondent", "respondentid", "respnum", "idklienta", "klient", "клиент", "idклиента", "客户", "客户id", "用户", "用户id", "会员",
            ]
        ),
        (.identifier(.anonymousID), ["anonymousid", "anonymous", "visitorid", "visitor", "cookieid", "cookie", "fullvisitorid", "userpseudoid"]),
        (.identifier(.email), ["email", "emailaddress", "mail", "customeremail", "useremail", "adresemail", "почта", "эпочта", "邮箱", "电子邮件"]),
        (.identifier(.phone), ["phone", "phonenumber", "mobile", "msisdn", "telephone", "telefon", "телефон", "电话", "手机"]),
        (.identifier(.deviceID), ["deviceid"]),
        (.identifier(.loyaltyCard), ["loyaltycard", "loyaltyid", "cardnumber"]),
    ]

    /// Taken for customers only when nothing better is there.
    static let sessions = ["sessionid", "session", "visitid", "traceid"]

    static let kind = [
        "event", "conceptname", "activity", "activityname", "eventname", "eventtype", "kind", "action", "activityid", "task", "step", "type", "touchpoint",
        "zdarzenie", "событие", "действие", "事件", "活动",
    ]

    static let channel = ["channel", "channelname", "touchchannel", "kanał", "kanal", "канал", "渠道"]

    static let score = [
        "nps", "npsscore", "netpromoterscore", "csat", "csatscore", "ces", "score", "rating", "overallrating", "stars", "ocena", "оценка", "评分",
    ]

    static let value = ["value", "amount", "revenue", "total", "totalamount", "ordervalue", "sales", "dollarvalue", "price", "kwota", "wartość", "сумма", "金额"]

    static let company = ["companyid", "company", "accountid", "account", "organizationid", "organization", "organisation", "groupid", "firma", "компания", "公司"]

    static let key = ["messageid", "eventid", "insertid", "eventuuid", "uuid"]

    static let subjects: [(String, [String])] = [
        ("order", ["orderid", "orderno", "ordernumber", "invoiceno", "invoiceid", "invoice", "transactionid"]),
        ("conversation", ["conversationid", "ticketid", "ticket"]), ("survey", ["surveyid", "survey"]),
    ]

    /// What happened, when no column says so but the columns are of a sort. A word may be any part of a column's name.
    static let kindsByColumn: [(words: [String], kind: String)] = [
        (["invoice", "order", "purchase", "dollarvalue", "transaction"], "order_placed"), (["review"], "review_posted"),
        (["nps", "csat", "survey", "respnum"], "survey_answered"),
    ]
}
