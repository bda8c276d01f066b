extension Texts {
    static let requestsInPolish: [Matter: Request] = [
        .presales: Request(
            subjects: ["Pytanie o biurka", "Wymiary", "Przed zamówieniem", "Oferta"],
            exchanges: [
                "Jak nisko schodzi Tern? Mam 155 cm wzrostu.": "Do 62 cm, więc będzie pasować; Plover tylko do 68.",
                "Czy Wren jest w ciemnej zieleni?": "Tak, w ciemnej zieleni i w czterech innych kolorach. Wszystkie można zobaczyć w salonie.",
                "Ile teraz trwa dostawa?": "Około ośmiu dni. Dokładny termin podajemy przy zamówieniu.",
                "Czy przy dwunastu biurkach jest rabat?": "Od sześciu sztuk dwanaście procent. Przesłać wycenę?",
                "Czy można gdzieś wypróbować budkę przed zakupem?": "W każdym salonie. Zarezerwować pół godziny?",
                "Czym różni się Tern od Plovera?": "Plover unosi 40 kg więcej i ma szufladę; Tern jest lżejszy i schodzi niżej.",
                "Czy Flex obejmuje montaż?": "Tak: dostawa, montaż i naprawy są w cenie abonamentu.",
                "Czy Heron nadaje się dla osoby ważącej 130 kg?": "Tak, jest testowany do 150 kg.",
                "Czy mogę zwrócić fotel, jeśli nie będzie pasował?": "W ciągu trzydziestu dni, nawet używany.",
                "Urządzam pokój od zera. Kto może doradzić?": "Ja albo projektant przez wideorozmowę. Który dzień pasuje?",
            ]),
        .status: Request(
            subjects: ["Gdzie jest moje zamówienie?", "Termin dostawy", "Stan zamówienia"],
            exchanges: [
                "Kiedy dotrze moje zamówienie?": "Jutro opuszcza magazyn, a przed przyjazdem auta przyjdzie wiadomość.",
                "Czy zamówienie zostało już wysłane?": "Tak, dziś rano. Jest w drodze i na czas.",
                "Proszę o potwierdzenie terminu dostawy.": "Chętnie: termin z potwierdzenia jest aktualny.",
                "Czy mogę jeszcze zmienić adres dostawy?": "W samą porę. Zmienione, nowe potwierdzenie jest na poczcie.",
                "Czy kierowca zadzwoni przed przyjazdem?": "Tak, około godziny wcześniej. Ma zapisany numer.",
                "Potrzebuję dostawy po południu. Da się?": "Kierowca ma już zapisane popołudnie.",
            ]),
        .late: Request(
            subjects: ["Dostawa się spóźnia", "Gdzie jest auto?", "Zamówienie niedostarczone", "Niedotrzymany termin"],
            messages: [
                "Zamówienie miało już tu być. Gdzie jest?", "Nikt nie przyjechał, chociaż przyszła wiadomość.",
                "Czekam od wielu dni, a status się nie zmienia.",
                "Kurier twierdzi, że był. Byliśmy na miejscu cały dzień.", "Termin nie został dotrzymany. Co się dzieje?",
                "Proszę powiedzieć, kiedy naprawdę dostarczycie.", "Nowy termin też minął. Czy mogę prosić chociaż o szczerą odpowiedź?",
            ],
            replies: [
                "Bardzo przepraszam. Właśnie rozmawiam z przewoźnikiem i nie odpuszczę, póki nie będzie terminu; odezwę się dziś.",
                "Rozumiem, jakie to irytujące. Zamówienie jest teraz pierwsze na liście, a koszt dostawy zwracamy.",
                "To prawda, za długo to trwa. Prześlę numer do kierowcy, gdy tylko wyruszy.",
                "Przepraszam, przewoźnik nie dojechał. Jeśli to pomoże, jeszcze dziś wyślę coś zastępczego z salonu.",
            ]),
        .damaged: Request(
            subjects: ["Przyjechało uszkodzone", "Zepsute przy dostawie", "Uszkodzona dostawa"],
            messages: [
                "Paczka była otwarta już w rękach kuriera, a zawartość jest zepsuta.", "Przyjechało zepsute. Proszę o nową sztukę.",
                "Karton był zgnieciony, zawartość też.", "Wszystko porysowane. Mogę przesłać zdjęcia.",
            ],
            replies: [
                "Bardzo przepraszam. Nowa sztuka wyjeżdża dziś z magazynu, niczego nie trzeba odsyłać.",
                "To na pewno stało się w transporcie. Co będzie wygodniejsze: wymiana czy zwrot pieniędzy?",
                "To nie może się zdarzać. Zajmuję się tym i dopilnuję osobiście.",
                "Już to załatwiam: będzie nowa sztuka, a uszkodzoną odbierzemy w dogodnym terminie.",
            ]),
        .incomplete: Request(
            subjects: ["Brakuje części", "Brak kartonu", "Niekompletna dostawa"],
            messages: [
                "Brakuje woreczka ze śrubami.", "Dotarła tylko część kartonów. Gdzie reszta?", "Na dokumencie jest więcej niż w kartonie.",
                "Nie ma połowy części. Jak mam to złożyć?",
            ],
            replies: [
                "Przepraszam. Brakujące części wysyłamy dziś ekspresem.",
                "Dziękuję za sprawdzenie. Część została u przewoźnika; pytam o nią i na wszelki wypadek wysyłam drugą.",
                "To irytujące, rozumiem. Wszystko, czego brakuje, jest właśnie pakowane.",
                "Zapisane. Jutro zadzwonię, żeby sprawdzić, czy wszystko już jest.",
            ]),
        .assembly: Request(
            subjects: ["Pomoc w montażu", "Instrukcja", "Która śruba gdzie?"],
            exchanges: [
                "Które śruby idą na dół w modelu #?": "Te długie z czarnym łbem. Wysyłam zdjęcie ze strzałkami.",
                "Nie mogę znaleźć instrukcji do modelu #.": "Oto ona, razem z krótkim filmem.",
                "W modelu # jeden otwór nie pasuje. Co robię źle?": "Tę część trzeba obrócić, wtedy pasuje. Wielu się na tym łapie.",
                "Czy ktoś może przyjechać i złożyć model #?": "Oczywiście. Monter ma wolny czwartek rano, pasuje?",
            ]),
        .invoice: Request(
            subjects: ["Faktura", "NIP na fakturze", "Kopia faktury"],
            exchanges: [
                "Proszę o ponowne przesłanie ostatniej faktury.": "Proszę bardzo. Wszystkie są też na koncie.",
                "Na fakturze brakuje numeru NIP.": "Dodane, nowa faktura jest na poczcie.",
                "Proszę zmienić adres do faktury.": "Zrobione, na tej i na następnych.",
                "Kwota nie zgadza się z ustaleniami.": "To prawda, nie odjęto rabatu. Różnica już do Państwa wraca.",
                "Czy mogę zapłacić w ciągu trzydziestu dni?": "Trzydzieści dni to nie problem, zapisane dla wszystkich zamówień.",
                "Potrzebuję jednej faktury na dwa zamówienia.": "Nie ma sprawy, oto jedna na oba.",
            ]),
        .fault: Request(subjects: ["Gwarancja", "Coś się zepsuło", "Naprawa"], exchanges: [:]),
        .plan: Request(
            subjects: ["Zmiana abonamentu", "Pytanie o Flex", "Mój abonament"],
            exchanges: [
                "Chcę coś dołożyć do abonamentu.": "Chętnie. Liczy się od pierwszego dnia miesiąca, nowa kwota jest widoczna na koncie.",
                "Kiedy kończy się abonament?": "Na koniec okresu, napiszemy cztery tygodnie wcześniej.",
                "Czy w środku okresu można oddać fotel?": "Oczywiście, zabierzemy go przy najbliższej trasie.",
                "Co z meblami, jeśli nie przedłużę?": "Odbieramy je bezpłatnie albo można je wykupić po obecnej wartości.",
                "Czy abonament można przenieść pod nowy adres?": "Można zabrać wszystko, potrzebny jest tylko nowy adres.",
            ]),
        .returns: Request(
            subjects: ["Zwrot", "Chcę to odesłać", "Nie pasuje"],
            exchanges: [
                "Chcę zwrócić model #, nie pasuje mi.": "Nie ma problemu. Etykieta jest na poczcie, pieniądze wrócą trzy dni po odbiorze.",
                "Jak mogę odesłać model #?": "Nie trzeba nawet pakować, nasi ludzie przywiozą karton. Pasuje piątek?",
                "Model # nie pasuje do pokoju. Chcę go zwrócić.": "Oczywiście. Odbierzemy i zwrócimy całą kwotę.",
            ]),
    ]
}

extension SiteTexts {
    static let polish = SiteTexts(
        pages: [
            .home: "Alderdesk – meble, które pracują", .desks: "Biurka z regulacją wysokości", .chairs: "Fotele biurowe",
            .booths: "Budki telefoniczne",
            .flex: "Flex: meble w abonamencie", .prices: "Ceny", .delivery: "Dostawa i montaż", .showrooms: "Nasze salony",
            .sustainability: "Na lata", .about: "O nas", .warranty: "Dziesięć lat gwarancji", .orders: "Zamówienia",
        ],
        products: [
            .desk: "Biurko #", .chair: "Fotel biurowy #", .booth: "Budka telefoniczna #", .table: "Stół konferencyjny #", .shelf: "Regał #",
            .lamp: "Lampa #",
        ],
        articles: [
            "Dlaczego o piętnastej bolą plecy", "Ile miejsca potrzebuje biurko?", "Open space bez hałasu", "Stać czy siedzieć? Jedno i drugie",
            "Siedem błędów przy urządzaniu małego biura", "Światło, które nie usypia", "Domowe biuro na dwóch metrach", "Co musi umieć dobry fotel",
        ],
        stories: [
            "Jak kancelaria obniżyła o połowę koszty przeprowadzki", "Czterdzieści biurek w jeden weekend", "Szkoła, w której uczniowie stoją",
            "Od stołu w kuchni do dwunastu osób", "Cichy kąt na każdą rozmowę",
        ],
        guides: ["Lista kontrolna do planowania biura", "Ergonomia w ośmiu obrazkach", "Kupić czy wynająć? Rachunek"],
        help: [
            "Reset biurka", "Wren: regulacja w pięciu krokach", "Wymiana podnośnika", "Gdzie znaleźć fakturę", "Zmiana abonamentu",
            "Co zrobić, gdy czegoś brakuje",
        ],
        newsletters: [
            "Nowy rok, nowa wysokość", "Krótkie dni, dobre światło", "Wiosenne porządki na biurku", "Dziesięć biur, które lubimy",
            "Heron w nowej tkaninie", "Praca na dworze: na co uważać", "Lato w naszych salonach", "Łagodny powrót do biura", "Jesienne kolory foteli",
            "Czego nauczyli nas klienci", "Prezenty dla tych, co siedzą", "Rok w zdjęciach",
        ],
        ads: ["Wstań dla swoich pleców", "Biuro w abonamencie", "Cicha budka", "Fotel na osiem godzin", "Wypróbuj przez trzydzieści dni"],
        queries: [
            "biurko regulowane", "fotel biurowy ból pleców", "budka telefoniczna do biura", "wynajem mebli biurowych", "biurko 120 cm",
            "ciche biurko elektryczne",
            "kółka do fotela", "stół konferencyjny dąb",
        ])
}
