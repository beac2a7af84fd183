package drafting

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aitys/content"
)

// short writes a figure as "qualifier value unit direction", without what is empty.
func short(f Found) string {
	value := string(f.Value)
	if f.IsRange() {
		value = fmt.Sprintf("%s..%s", f.Low, f.High)
	}
	return strings.Join(strings.Fields(fmt.Sprintf("%s %s %s %s", f.Qualifier, value, f.Unit, f.Direction)), " ")
}

func TestFiguresIn(t *testing.T) {
	for _, c := range []struct {
		lang     content.Lang
		sentence string
		want     []string
	}{
		{"en", "Prices rose 3.2% to $1.2 billion in 2024, up from $900 million.", []string{"3.2 % up", "1200000000 USD up", "900000000 USD"}},
		{"en", "Between 5 and 7 million people live in some 12,500 homes.", []string{"5000000..7000000 people", "about 12500 homes"}},
		{"en", "More than 2000 schools closed, a 70% increase.", []string{"over 2000 schools", "70 % up"}},
		{"en", "It cost half a million dollars and employed twenty-five workers at two companies.", []string{"500000 USD", "25 workers"}},
		{"en", "The £3.4m deal covers a 12-mile road and a $5-million grant.", []string{"3400000 GBP", "12 mile", "5000000 USD"}},
		{"en", "The rate is 7.5 percentage points higher, sales doubled, temperatures fell to -5 degrees.", []string{"7.5 percentage points up", "2 times up", "-5 degrees down"}},
		{"en", "At least three people died and no more than 40 were hurt.", []string{"at least 3 people", "up to 40 people"}},
		{"en", "A third of homes, one in five children and half of the voters.", []string{"about 33 %", "20 %", "50 %"}},
		{"en", "The share fell from 10 to 8 percent, sales dropped from $5 million to $3 million.", []string{"10 % down", "8 % down", "5000000 USD down", "3000000 USD down"}},
		{"en", "They are aged 25 to 40.", []string{"25..40 years"}},
		{"en", "The state has set a $1 billion target by 2026.", []string{"target 1000000000 USD"}},
		{"en", "Jane Roe, 34, of 21 Baker Street, spoke on March 5, 2023, at 5 pm about the 1990s, the 20th century and Apollo 13.", nil},
		{"en", "Call +7 701 123 45 67 or 555-12-34; see no. 7, chapter 3, 12/05/2023, 10:30, version 1.2.3 and COVID-19.", nil},
		{"en", "Three years ago, in the last five years, one of the two sides left the 24/7 talks.", nil},
		{"ru", "Экспорт вырос на 12,5% до $3,4 млрд, импорт снизился с 5 до 3 млрд тенге.", []string{"12.5 % up", "3400000000 USD up", "5000000000 KZT down", "3000000000 KZT down"}},
		{"ru", "Стоимость — от 800 тыс. до 1 млн рублей, продажи упали в 2,5 раза, а цены выросли вдвое.", []string{"800000..1000000 RUB", "2.5 раза down", "2 раза up"}},
		{"ru", "Около 25–40 тысяч человек, не менее 1500 домов, более 2000 школ, до 300 машин.", []string{"about 25000..40000 человек", "at least 1500 домов", "over 2000 школ", "up to 300 машин"}},
		{"ru", "К 2030 году долю планируется довести до 50%.", []string{"target 50 %"}},
		{"ru", "Два с половиной миллиона человек, полтора миллиарда тенге, миллион долларов, миллионы людей, тридцать пять студентов.",
			[]string{"2500000 человек", "1500000000 KZT", "1000000 USD", "35 студентов"}},
		{"ru", "Инфляция замедлилась до 8,4%, курс — 520,4 тенге, мороз −15 градусов, площадь 12 тыс. кв. метров.", []string{"8.4 % down", "520.4 KZT", "-15 градусов", "12000 кв. метров"}},
		{"ru", "Было 80 000 разрешений и свыше 1.500.000 рублей, погибли двое детей.", []string{"80000 разрешений", "over 1500000 RUB", "2 детей"}},
		{"ru", "Ему 34 года, 45-летний водитель, 12 декабря в 15 часов, по тел. +7 701 123 45 67, 8 (727) 250-12-34.", nil},
		{"ru", "С 1918 по 1940 год, серебро (2013), 1908—2011, статья 158, 5-й этаж, 1990-е годы, G20, Boeing 737, счёт 3:1, дом 25, № 7.", nil},
		{"ru", "За последние 5 лет, 3 года назад, через два месяца, один из них, первая половина матча.", nil},
		{"kk", "Экспорт 12,5%-ға өсіп, 3,4 млрд долларға жетті.", []string{"12.5 % up", "3400000000 USD"}},
		{"kk", "80 000-нан астам адам, 25–40 мың теңге, шамамен 500 үй, кем дегенде 300 мектеп, 1,2 млн-ға жуық адам.",
			[]string{"over 80000 адам", "25000..40000 KZT", "about 500 үй", "at least 300 мектеп", "about 1200000 адам"}},
		{"kk", "Екі есе көп, 8%-ға жоғары, 5 млн теңгеге дейін өсті, құны 2,8 млрд теңгеден 3,5 млрд теңгеге дейін барады.",
			[]string{"2 есе", "8 %", "5000000 KZT up", "2800000000..3500000000 KZT"}},
		{"kk", "Жарты миллион адам, екі жарым мың тонна, бір бүтін оннан екі метр, жүз елу мың доллар, 700-дей кісі.",
			[]string{"500000 адам", "2500 тонна", "1.2 метр", "150000 USD", "about 700 кісі"}},
		{"en", "The rate fell by 50 basis points, and 9.2m votes were cast.", []string{"50 basis points down", "9200000 votes"}},
		{"ru", "Ущерб оценили в 1 млрд 200 млн тенге, штраф составит 50 МРП.", []string{"1200000000 KZT", "50 МРП"}},
		{"kk", "Айыппұл 50 АЕК құрайды, апаттан 7 адам қаза тауып, 15-і жараланды.", []string{"50 АЕК", "7 адам", "15 адам"}},
		{"en", "Water was −2°C, wind 25 m/s, dust 78 µg/m³, and a family gets 100 monthly calculation indices.", []string{"-2 °C", "25 m/s", "78 µg/m³", "100 calculation indices"}},
		{"ru", "Продали 300 планшетов, скорость 90 км/ч, каждый десятый из них дорогой, дети до 7 лет.", []string{"300 планшетов", "90 км/ч", "10 %"}},
		{"ru", "Каждый пятый день дежурят по очереди.", nil},
		{"kk", "Бұл мақсатқа 340 млрд теңге бөлінді, саны 112 мыңнан 105 мыңға қысқарды, көлемі 6,9 млн тоннаға дейін түсуі мүмкін.",
			[]string{"340000000000 KZT", "112000 down", "105000 down", "6900000 тонна"}},
		{"kk", "Құрылысқа екі мың жарым адам тартылды, әр төртінші мұғалім кетеді.", []string{"2500 адам", "25 %"}},
		{"kk", "34 жастағы азамат 5 қыркүйекте, 2025 жылы, 16-бап бойынша, он алтыншы рет, соңғы 3 жылда оны бірінші көрді.", nil},
		{"ru", "Один человек погиб, двое числятся пропавшими, 60 работают, девять из которых врачи.", []string{"1 человек", "2 человек", "60", "9"}},
		{"en", "The flood killed two, five were hurt, a 7.0-magnitude quake hit Ford, 3M and 5G firms.", []string{"2 people", "5 people", "7.0 magnitude"}},
		{"kk", "Апаттан бір адам қаза тауып, бесеуі жараланды, жүк Иранға-111 есе, Қытайға-5% артты.", []string{"1 адам", "5 адам", "111 есе", "5 % up"}},
		{"ru", "Поставки выросли на 41% (с 872 тыс. тонн до 1 232 тыс. тонн), доллар — на 2,3 тенге, до 512,7 тенге, интернет дошёл до 150 аулов.",
			[]string{"41 % up", "872000 тонн up", "1232000 тонн", "2.3 KZT", "512.7 KZT", "150 аулов"}},
		{"ru", "Зарплаты — от 50 тысяч рублей в Чите до 76 тысяч в Калуге, звоните по номеру 101 или 112, в 19 детских садах 112 мест из 240.",
			[]string{"50000 RUB", "76000 RUB", "19 детских садах", "112 мест", "240 мест"}},
		{"en", "It is ten in the evening, and passengers rose from 310,000 in 2019 to 1.4 million; more than half of them are young, half of 2019 was lost.", []string{"310000 up", "1400000 up", "over 50 %"}},
		{"ru", "В десять вечера пришли 40 человек.", []string{"40 человек"}},
		{"kk", "Таңғы сегізде 40 адам келді.", []string{"40 адам"}},
		{"en", "Nine in ten voters agree, 3 in 10 adults do not, shares fell 4.1pc, traffic is open for 748 out of 768 km.", []string{"90 %", "30 %", "4.1 % down", "748", "768 km"}},
	} {
		var got []string
		for _, f := range FiguresIn(c.sentence, c.lang) {
			got = append(got, short(f))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.sentence, diff)
		}
	}
}

func TestDoubts(t *testing.T) {
	for sentence, want := range map[string]Doubt{
		"Fewer than 40 buses run.":            LessThan,
		"The economy is expected to grow 5%.": Forecast,
		"The city aims to plant 500 trees.":   Goal,
		"There are 40.":                       NoUnit,
		"Half of the buses run.":              InWords,
	} {
		found := FiguresIn(sentence, content.English)
		if len(found) != 1 || len(found[0].Doubts) == 0 || found[0].Doubts[0] != want {
			t.Errorf("%s: %+v, want the doubt %q", sentence, found, want)
		}
	}
	for doubt, said := range doubts {
		for _, s := range said {
			if s == "" || strings.ContainsAny(s, "\n") {
				t.Errorf("the doubt %q lacks a language", doubt)
			}
		}
	}
}

func TestPeriodAndSource(t *testing.T) {
	for _, c := range []struct {
		lang                     content.Lang
		sentence, period, source string
	}{
		{"en", "According to the Interior Ministry, from January 2023 to September 2024, more than 80,000 people came.", "from January 2023 to September 2024", "the Interior Ministry"},
		{"en", "In 2025 it cost $4 million.", "2025", ""},
		{"ru", "По данным МВД, с января 2023 года по сентябрь 2024-го приехали 80 000 человек.", "с января 2023 года по сентябрь 2024-го", "по данным МВД"},
		{"ru", "К концу 2023 года их было 18 000.", "к концу 2023 года", ""},
		{"kk", "Министрлік мәліметінше, 2025 жылғы қаңтарда 500 мектеп салынды.", "2025 жылғы қаңтарда", "Министрлік мәліметінше"},
		{"kk", "Биыл 500 мектеп салынды.", "биыл", ""},
		{"ru", "По словам экономиста И. Петрова, их 80 000.", "", "по словам экономиста И. Петрова"},
		{"kk", "Порт басшысы Б. Сейітовтің сөзінше, порт 500 кеме қабылдаған.", "", "Порт басшысы Б. Сейітовтің сөзінше"},
	} {
		found := FiguresIn(c.sentence, c.lang)
		source, _ := sourceOf(c.sentence, c.lang)
		if len(found) != 1 || source != c.source || periodOf(found[0], timesIn(c.sentence, c.lang)) != c.period {
			t.Errorf("%s: %d figures, period %q, source %q", c.sentence, len(found), periodOf(found[0], timesIn(c.sentence, c.lang)), source)
		}
	}
}

// TestEqualNumbersOfDifferentThings: 10 % of one thing and of another are two figures, a number that is said again is one.
func TestEqualNumbersOfDifferentThings(t *testing.T) {
	d, err := FromText("A title\n\nFares on the town's buses rose by 10% in May. The council said that bus fares in the town rose by 10%. Harvests of barley in the south shrank by 10% for want of rain. "+
		"A quay costs $717.6 million. For that sum of $717.6 million one could mend all roads.", Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range d.Article.Figures {
		got = append(got, labelOfFigure(f))
	}
	if diff := cmp.Diff([]string{"10 %", "10 %", "717600000 USD"}, got); diff != "" {
		t.Error(diff)
	}
}
