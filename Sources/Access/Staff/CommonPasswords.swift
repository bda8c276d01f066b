/// Long passwords that are tried first, without marks and in lower case; shorter ones are refused by their length.
let commonPasswords: Set<String> = [
    "1q2w3e4r5t6y", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "q1w2e3r4t5y6", "qazwsxedcrfv", "qazwsxedcrfvtgb", "zaq12wsxcde3", "zaq1xsw2cde3",
    "qwertyuiop123", "qwertyuiop1234", "qwerty123456", "qwerty1234567", "qwerty12345678", "qwertyqwerty", "asdfghjkl123", "zxcvbnm12345",
    "123qweasdzxc", "qweasdzxc123", "q1q1q1q1q1q1", "abcd12345678", "abc123456789", "a123456789012", "1234567890ab", "1234567890qwe",
    "112233445566", "111222333444", "123123123123", "123321123321", "147258369147", "159753159753", "102030405060", "987654321987",
    "passwordpassword", "password1password", "letmeinletmein", "iloveyouiloveyou", "adminadminadmin", "changemechangeme", "welcometothejungle",
    "correcthorsebatterystaple", "thisisapassword", "thisismypassword", "mypasswordis", "mypassword123", "mysecretpassword", "notmypassword",
    "administrator", "administrator1", "administrator123", "superadministrator", "customerservice", "customersupport", "customerexperience",
    "throughlinethroughline", "maytheforcebewithyou", "whatisthematrix", "manchesterunited", "liverpoolfc1892", "realmadrid1902",
    "парольпароль", "мойпароль123", "йцукенйцукен", "йцукен123456", "любовьморковь", "hasłohasło123", "mojehaslo123", "haslohaslo123",
    "kochamciebie1", "polskapolska", "woaini1314520", "woaini520520", "wodemima123456", "5201314520131", "a5201314520131",
]

/// Words that numbers before or behind them do not hide: `Password2026!`, `123admin456789`.
let commonWords: Set<String> = [
    "password", "passwort", "passw0rd", "p4ssword", "p4ssw0rd", "admin", "administrator", "root", "user", "guest", "test", "demo", "login", "welcome",
    "letmein", "changeme", "secret", "qwerty", "qwertz", "azerty", "asdf", "asdfgh", "zxcvbn", "abc", "abcd", "abcdef", "iloveyou", "monkey",
    "dragon", "football", "baseball", "sunshine", "princess", "master", "shadow", "superman", "batman", "trustno", "summer", "winter", "spring",
    "autumn", "company", "support", "service", "customer", "office", "throughline", "пароль", "йцукен", "админ", "привет", "любовь", "hasło", "haslo",
    "polska", "kochamcie", "woaini", "mima", "密码", "我爱你",
]
