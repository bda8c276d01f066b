extension Texts {
    static let polish = Texts(
        site: .polish,
        remarks: remarksInPolish,
        products: productsInPolish,
        titles: [
            .good: [
                "Polecam", "Dokładnie jak w opisie", "Bardzo zadowoleni", "W sam raz", "Świetne meble, świetni ludzie", "Solidna robota",
                "Lepiej, niż się spodziewaliśmy", "Nareszcie coś porządnego", "Warte swojej ceny", "Kupimy ponownie",
            ],
            .mixed: [
                "Dobrze, ale…", "W porządku, nic więcej", "Ładne, choć nie bez wad", "Na razie trzy gwiazdki", "Mieszane uczucia", "Prawie idealnie",
            ],
            .bad: [
                "Rozczarowanie", "Nie tego się spodziewaliśmy", "Nigdy więcej z tym kurierem", "Szkoda", "Meble dobre, dostawa fatalna",
                "Zastanówcie się dwa razy", "Kiedyś było lepiej", "Same kłopoty", "Czekanie bez końca",
            ],
        ],
        requests: requestsInPolish,
        greetings: ["Dzień dobry. ", "Dzień dobry, mam sprawę. ", "Witam. ", "Proszę o pomoc. "],
        introductions: ["Tu #. ", "Dzień dobry, z tej strony #. ", "# z Alderdesk. "],
        orderNumber: "Numer zamówienia: #.",
        thanks: [
            "Świetnie, dziękuję!", "To wszystko wyjaśnia. Miłego dnia!", "Dzięki za szybką pomoc.", "O, już widzę. Bardzo dziękuję.",
            "Super, to było proste.", "Dziękuję, tak zrobię.", "Dobrze wiedzieć, dziękuję.", "Dziękuję za cierpliwość.",
            "OK, w takim razie czekam na maila. Dzięki!", "Super, tylko tego mi było trzeba.",
        ],
        answers: [
            .good: [
                "Dziękujemy za miłe słowa. Niech dobrze służy!", "Cieszymy się, że wszystko pasuje. Do zobaczenia!",
                "Dziękujemy, pokazaliśmy tę opinię kolegom w warsztacie.", "Bardzo nam miło. Dziękujemy za poświęcony czas.",
            ],
            .bad: [
                "Przepraszamy. Tak to nie powinno wyglądać; napisaliśmy do Państwa z propozycją.",
                "Mają Państwo rację. Zadzwonimy jeszcze dziś, żeby to naprawić.",
                "Dziękujemy za szczerość. Rozmawiamy z przewoźnikiem i wrócimy z odpowiedzią.",
                "Przepraszamy za kłopot. Prosimy sprawdzić pocztę, nowa sztuka jest już w drodze.",
                "To nie powinno się zdarzyć. Zajmujemy się sprawą i nie zostawimy Państwa samych.",
            ],
        ],
        posts: [
            "Jak ukrywacie kable przy biurku Tern, kiedy stoi na środku pokoju?",
            "Rada: filcowe podkładki pod fotelem Wren i na drewnianej podłodze robi się cicho.",
            "Czy ktoś postawił dwie budki Owl obok siebie? Słychać rozmowy?",
            "Nasze małe biuro po roku z Flex. Zaczęliśmy od czterech biurek, dziś mamy jedenaście.",
            "Jakiej lampy używacie przy biurku Plover? Robin jest śliczna, ale dla mnie trochę za niska.",
            "Ile godzin dziennie naprawdę stoicie? U mnie wychodzą dwie.",
            "W biurku Tern można zapisać cztery wysokości, trzeba przytrzymać przycisk trzy sekundy. Odkrycie dnia!",
            "Szukam kółek do twardych podłóg. Które wybraliście?",
            "W weekend przeprowadziliśmy biuro; stół Starling rozkłada się na części w dziesięć minut.",
            "Czy siedzisko fotela Heron z czasem mięknie? Mój ma dwa tygodnie.",
            "Mam rysunek ustawienia sześciu biurek na trzydziestu metrach, chętnie się podzielę.",
            "Czym czyścicie szarą tkaninę?", "Dąb czy jesion? W dziennym świetle dąb jest cieplejszy, wrzucam zdjęcie obu.",
            "Dzieci odkryły sterowanie wysokością. Jest blokada? Tak: obie strzałki przez pięć sekund.",
        ],
        farewells: [
            .mixed: [
                "Przenosimy się do mniejszego biura.", "W międzyczasie kupiliśmy własne meble.", "Zespół pracuje teraz z domu.",
                "Obcięto nam budżet na ten rok.", "Wyjeżdżam za granicę i nie mogę tego zabrać.",
                "Projekt się skończył i biurka nie są już potrzebne.",
            ],
            .bad: [
                "Po trzech nieudanych dostawach straciliśmy cierpliwość.",
                "Dodatkowe biurka przyjechały późno i uszkodzone. Nie za to płacimy co miesiąc.",
                "Nikt nie umie powiedzieć, kiedy dojadą brakujące części, więc kończymy współpracę.", "Nie wierzę już w żaden termin dostawy.",
                "Każda zmiana w abonamencie to czekanie na auto, które nie przyjeżdża.", "Obsługa jest miła, ale meble muszą dojechać.",
                "Znaleźliśmy kogoś, kto dostarcza w umówionym dniu.",
            ],
        ],
        agents: ["Marta", "Kacper", "Iwona", "Tomek"])

    private static let remarksInPolish: [Topic: Remarks] = [
        .deliveryGood: Remarks(
            first: [
                "Dostawa dokładnie w umówionym terminie.", "Dwóch uprzejmych panów wniosło wszystko na czwarte piętro.",
                "Wszystko przyjechało za jednym razem, dobrze zapakowane i kompletne.", "Godzinę przed przyjazdem auta przyszła wiadomość.",
                "Zamówione w poniedziałek, a w następny wtorek już na tym siedzimy.", "Kierowca zabrał nawet stare krzesła i cały karton.",
                "Dostawa z montażem trwała niecałą godzinę.", "Przyjechało dzień wcześniej i w idealnym stanie.",
                "Ani jednej rysy, żadnej brakującej śruby, żadnego czekania.",
            ],
            then: [
                "Tak to powinno wyglądać.", "Nie straciliśmy ani jednego dnia pracy.", "Spodziewaliśmy się dużo większego zamieszania.",
                "Oby tak dalej.", "Na pewno jeszcze coś zamówimy.", "Brawo.", "Byliśmy pod wrażeniem.",
            ]),
        .deliveryLate: Remarks(
            first: [
                "Dostawa spóźniła się ponad tydzień.", "Obiecano czwartek, a czekaliśmy do końca następnego tygodnia.",
                "Trzy terminy i żadnego kurier nie dotrzymał.", "Nowy kurier nie przyjechał i nawet nie zadzwonił.",
                "Dzień wolny wzięty specjalnie na dostawę, a nikt się nie pojawił.", "Przez sześć dni status brzmiał: „wydane do doręczenia”.",
                "Auto przyjechało o ósmej wieczorem, bez zapowiedzi.", "Po każdym pytaniu termin przesuwał się o kolejne dwa dni.",
            ],
            atWork: [
                "Nowa koleżanka zaczęła w poniedziałek, jej biurko dotarło dziewięć dni później.",
                "Auto przyjechało o ósmej wieczorem, kiedy biuro było dawno zamknięte.", "Dziesięć osób bez biurek przez ponad tydzień.",
            ],
            then: [
                "Nikt nie umiał powiedzieć, kiedy naprawdę będzie.", "Kiedyś działało to tak dobrze.",
                "Do tego czasu pracowaliśmy przy stole w kuchni.",
                "Proszę zmienić kuriera.", "Obsługa była miła, ale auta nie poprowadzi.", "Kosztowało nas to więcej nerwów, niż te meble są warte.",
                "Meble lubię, ale następne zamówienie dobrze przemyślę.", "To po prostu nie do przyjęcia.",
            ]),
        .deliveryDamaged: Remarks(
            first: [
                "Opakowanie było rozdarte, a zawartość ucierpiała.", "Kierowca rzucił karton pod drzwi i odjechał.",
                "Wszystko było mokre, kartony musiały stać na deszczu.", "Karton wyglądał, jakby ktoś po nim przejechał.",
                "Jeden róg jest ukruszony, akurat tam, gdzie wszyscy to widzą.", "Porysowane i wgniecione, a kurier prosił tylko o podpis.",
            ],
            then: [
                "Na nową sztukę czekaliśmy kolejne dwa tygodnie.", "Obsługa od razu wysłała nową, ale coś takiego nie powinno się zdarzyć.",
                "Za tę cenę oczekuję, że dojedzie w całości.", "Trzeba było wszystko rozpakować, sfotografować i zapakować z powrotem.",
                "To już drugi raz w tym roku.", "Ludzie przy telefonie są wspaniali, problemem jest kurier.",
                "Z poprzednim kurierem to by się nie zdarzyło.",
            ]),
        .deliveryIncomplete: Remarks(
            first: [
                "Brakowało śrub.", "Jedna paczka nie dojechała i nikt nie wiedział, gdzie jest.",
                "Przyjechała połowa zamówienia, druga „będzie później”.",
                "Na dokumencie komplet, w kartonach już nie.", "Zabrakło całego woreczka drobnych części.",
            ],
            atWork: ["Przyjechały cztery kartony z sześciu.", "Monter stał z połową części i musiał odjechać."],
            then: [
                "Od tygodnia wszystko stoi na korytarzu złożone do połowy.",
                "Obsługa odpisała w kilka minut, a i tak nie wiedziała, kiedy dojedzie reszta.",
                "Wszystko wróciło do kartonu.", "Ktoś powinien to policzyć, zanim auto ruszy.", "Piszę w tej sprawie już trzeci raz.",
                "Z poprzednim kurierem nigdy się to nie zdarzało.", "Piękny mebel, gdyby tylko dało się go używać.",
            ]),
        .productGood: Remarks(
            first: [
                "Po roku codziennego używania wciąż jak nowe.", "Skręcone w dziesięć minut jednym kluczem.", "Solidnie zrobione, do ostatniej śruby.",
                "Wygląda jeszcze lepiej niż na zdjęciach.", "Jakość widać od razu.",
            ],
            then: [
                "Bez wahania kupię drugi raz.", "Wszyscy pytają, skąd to mamy.", "Warte każdej złotówki.", "Widać, że ktoś to przemyślał.",
                "To najlepsza rzecz w całym pokoju.", "Cieszy mnie co rano.", "Na pewno będzie tego u nas więcej.",
            ]),
        .productBad: Remarks(
            first: [
                "Kolor jest dużo ciemniejszy niż na stronie.", "Pomysł dobry, ale szczegóły niedopracowane.",
                "Po kilku miesiącach wszystko się poluzowało.",
            ],
            then: [
                "Szkoda, bo wygląda świetnie.", "Za tę cenę oczekiwaliśmy więcej.", "Poza tym jest dobrze.", "Proszę to poprawić w następnej wersji.",
                "Poprzedni model był lepszy.",
            ]),
        .serviceGood: Remarks(
            first: [
                "Odpowiedź po dwóch minutach, sprawa załatwiona po dziesięciu.",
                "Dużo cierpliwości, wszystko wytłumaczone dwa razy bez westchnięcia.",
                "Nie trzeba było niczego powtarzać, mieli całą historię przed oczami.", "Żywy człowiek, jasna odpowiedź, gotowe.",
                "Oddzwonili dokładnie wtedy, kiedy obiecali.", "Jak zawsze miło i szybko.", "Pytanie późnym wieczorem, odpowiedź przed śniadaniem.",
                "Przysłali zdjęcie ze strzałką do właściwej śruby i po kłopocie.", "Widać, że ci ludzie znają swoje meble.",
            ],
            then: [
                "Dziękuję!", "Najlepsza obsługa, jaką znam.", "Dlatego z wami zostajemy.", "Proszę to przekazać.", "Oby więcej takich firm.",
                "Naprawdę miłe zaskoczenie.",
            ]),
        .serviceBad: Remarks(
            first: [
                "Kwadrans czekania na linii.", "Pierwsza odpowiedź to kopia strony pomocy.", "Dwa razy przełączano mnie do kogoś innego.",
                "Odpowiedź była dobra, ale trzeba było pytać trzy razy.", "Mam wrażenie, że nikt nie zrozumiał pytania.",
                "Długo trwało, zanim przyszła prosta odpowiedź.",
            ],
            then: ["W końcu się udało.", "Nie do tego nas przyzwyczailiście.", "Nie tragicznie, ale i nie dobrze.", "Oby to był wyjątek."]),
        .serviceGoodDeliveryBad: Remarks(
            first: [
                "Konsultantka świetna, kurier nie.", "Pomoc idealna. Szkoda tylko, że była potrzebna.",
                "Pięć gwiazdek dla obsługi, zero dla kuriera.",
                "Szybko i miło, choć to już trzecia wiadomość w sprawie dostawy.",
                "Przeprosili, tego samego dnia wysłali część i zadzwonili sprawdzić.",
                "Załatwione w kilka minut, w przeciwieństwie do samej dostawy.", "Obsługa robi, co może, żeby naprawić to, co psuje kurier.",
            ],
            then: [
                "Proszę to przekazać dalej.", "To nie na czacie leży problem.", "Za odpowiedź najwyższa ocena.", "Zróbcie coś z tym kurierem.",
                "Dziękuję za spokój.", "Ale tak dalej być nie może.",
            ]),
        .valueGood: Remarks(
            first: [
                "Uczciwe ceny i żadnych niespodzianek na fakturze.", "Jak na taką jakość cena jest więcej niż w porządku.",
                "Porównaliśmy pięciu dostawców i wybralibyśmy tak samo.", "Nietanie, ale przeżyją te tańsze.",
                "Rabat bardzo pomógł.",
            ],
            then: ["Polecam.", "Wszystko się zgadza.", "Opłaciło się.", "Więcej firm powinno tak robić."]),
        .valueBad: Remarks(
            first: [
                "Meble dobre, ale ceny bardzo wzrosły.", "Koszt dostawy jednej lampy to absurd.",
                "Gdzie indziej ten sam fotel jest o jedną piątą tańszy.",
                "Akcesoria są zdecydowanie za drogie.", "Stałym klientom przydałby się rabat.",
            ],
            then: ["Poza tym wszystko dobrze.", "Następnym razem porównam oferty.", "Jakość nadal mi się podoba.", "Za to punkt mniej."]),
        .orderingGood: Remarks(
            first: [
                "Strona jest przejrzysta, zamówienie zajęło pięć minut.", "Konfigurator pokazał dokładnie, jak to będzie wyglądać u nas.",
                "Koszyk z internetu czekał na mnie w salonie.", "Ani razu nie trzeba było wpisywać adresu drugi raz.",
                "Na stronie produktu były odpowiedzi na wszystkie pytania.", "Zamówienie, faktura, termin: wszystko w jednym miejscu.",
            ],
            then: ["Bardzo przyjemnie.", "Inni mogliby się uczyć.", "Gdyby wszystkie sklepy takie były.", "Nic dodać, nic ująć."]),
        .orderingBad: Remarks(
            first: [
                "Raz zniknął mi koszyk przy płatności.", "Na telefonie nie da się znaleźć wymiarów.",
                "Zamówienia nie można było zmienić przez internet.",
                "Konfigurator działa wolno na starszym laptopie.", "Szukanie części zamiennych prowadzi donikąd.",
            ],
            then: ["Za drugim razem się udało.", "To mogłoby być prostsze.", "Drobiazg, ale irytuje.", "Reszta była w porządku."]),
        .showroom: Remarks(
            first: [
                "Mogliśmy spokojnie wypróbować każdy fotel.", "Dobra rada i żadnego namawiania.", "Budka przekonała nas, kiedy w niej usiedliśmy.",
                "Pamiętali, co było oglądane w internecie.", "Piękne wnętrze i dobra kawa.",
            ],
            then: [
                "Tydzień później byliśmy tam znowu.", "Potem było już jasne, co wybrać.", "Warto było przyjechać.", "Dziękuję za poświęcony czas.",
            ]),
        .planGood: Remarks(
            first: [
                "Z Flex dokładamy biurka, gdy ktoś dochodzi, i oddajemy, gdy odchodzi.",
                "Jedna faktura miesięcznie za wszystko, abonament ułatwia mi pracę.",
                "Dzięki abonamentowi urządziliśmy biuro bez kredytu.", "Fotel się zepsuł, po dwóch dniach stał nowy, po to jest abonament.",
            ],
            then: ["Do kupowania już nie wrócimy.", "Idealne dla rosnącego zespołu.", "Właśnie przedłużyliśmy.", "Bardzo dobry pomysł."]),
        .planBad: Remarks(
            first: [
                "Trudno zmienić abonament w środku okresu.", "Faktura za abonament jest niezrozumiała.",
                "Przy dwóch biurkach abonament jest za drogi.",
                "Przydałaby się przerwa w abonamencie na lato.",
            ],
            then: ["Poza tym praktyczne.", "Proszę to lepiej wyjaśnić.", "Zobaczymy, czy przedłużymy."]),
        .mixed: Remarks(
            first: [
                "Ogólnie w porządku.", "Meble dobre, reszta przeciętna.", "Jest dobrze, ale bez zachwytu.", "Większych zastrzeżeń brak.",
                "Jedne rzeczy świetne, inne mogłyby być lepsze.", "Robi to, co powinno.", "Na razie całkiem dobrze, proszę zapytać za rok.",
            ],
            then: [
                "Zobaczymy, jak długo wytrzyma.", "Jest co poprawiać.", "Być może jeszcze wrócę.", "Przydałby się większy wybór kolorów.",
                "Nic więcej nie dodam.",
            ]),
    ]
}
