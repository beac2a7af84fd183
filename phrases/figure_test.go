package phrases

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"aitys/content"
)

func TestFigure(t *testing.T) {
	type figure = content.Figure
	for _, test := range []struct {
		figure     figure
		en, ru, kk string
	}{
		{figure{Value: "3"}, "3", "3", "3"},
		{figure{Value: "25", Unit: "x"}, "25 x", "25 x", "25 x"},
		{figure{Value: "80000", Unit: "x", Qualifier: content.Over}, "over 80,000 x", "более 80 000 x", "80 000-нан астам x"},
		{figure{Value: "80000", Unit: "x", Qualifier: content.About}, "about 80,000 x", "около 80 000 x", "шамамен 80 000 x"},
		{figure{Value: "7", Unit: "x", Qualifier: content.AtLeast}, "at least 7 x", "не менее 7 x", "кемінде 7 x"},
		{figure{Value: "40", Unit: "x", Qualifier: content.UpTo}, "up to 40 x", "до 40 x", "40-қа дейін x"},
		{figure{Value: "2", Unit: "x", Qualifier: content.Target}, "2 x (target)", "2 x (цель)", "2 x (мақсат)"},
		{figure{Low: "100000", High: "120000", Unit: "x"}, "100,000–120,000 x", "100 000–120 000 x", "100 000–120 000 x"},
		{figure{Low: "100000", High: "120000", Unit: "x", Qualifier: content.Over}, "over 100,000–120,000 x", "более 100 000–120 000 x", "100 000–120 000-нан астам x"},
		{figure{Low: "1500000", High: "2000000"}, "1.5–2 million", "1,5–2 млн", "1,5–2 млн"},
		{figure{Low: "800000", High: "1200000"}, "800,000–1.2 million", "800 000–1,2 млн", "800 000–1,2 млн"},

		{figure{Value: "40", Unit: "%"}, "40%", "40%", "40%"},
		{figure{Value: "40", Unit: "%", Qualifier: content.Over}, "over 40%", "более 40%", "40%-дан астам"},
		{figure{Value: "5.5", Unit: "%", Qualifier: content.UpTo}, "up to 5.5%", "до 5,5%", "5,5%-ға дейін"},
		{figure{Low: "10", High: "12", Unit: "%"}, "10–12%", "10–12%", "10–12%"},

		{figure{Value: "500000000", Unit: "USD", Qualifier: content.Over}, "over $500 million", "более 500 млн долларов США", "500 млн АҚШ долларынан астам"},
		{figure{Value: "1000000000", Unit: "USD", Qualifier: content.Target}, "$1 billion (target)", "1 млрд долларов США (цель)", "1 млрд АҚШ доллары (мақсат)"},
		{figure{Value: "1", Unit: "USD"}, "$1", "1 доллар США", "1 АҚШ доллары"},
		{figure{Value: "2", Unit: "USD"}, "$2", "2 доллара США", "2 АҚШ доллары"},
		{figure{Value: "1.5", Unit: "USD"}, "$1.5", "1,5 доллара США", "1,5 АҚШ доллары"},
		{figure{Value: "1", Unit: "USD", Qualifier: content.Over}, "over $1", "более 1 доллара США", "1 АҚШ долларынан астам"},
		{figure{Value: "2", Unit: "USD", Qualifier: content.UpTo}, "up to $2", "до 2 долларов США", "2 АҚШ долларына дейін"},
		{figure{Value: "5", Unit: "USD", Qualifier: content.AtLeast}, "at least $5", "не менее 5 долларов США", "кемінде 5 АҚШ доллары"},
		{figure{Low: "100000000", High: "120000000", Unit: "EUR"}, "€100–120 million", "100–120 млн евро", "100–120 млн еуро"},
		{figure{Low: "800000", High: "1200000", Unit: "GBP"}, "£800,000–1.2 million", "800 000–1,2 млн фунтов стерлингов", "800 000–1,2 млн фунт стерлинг"},
		{figure{Value: "-3", Unit: "USD"}, "−$3", "−3 доллара США", "−3 АҚШ доллары"},
		{figure{Value: "1", Unit: "RUB"}, "1 ruble", "1 рубль", "1 рубль"},
		{figure{Value: "3000000", Unit: "RUB", Qualifier: content.Over}, "over 3 million rubles", "более 3 млн рублей", "3 млн рубльден астам"},
		{figure{Value: "85000", Unit: "KZT", Qualifier: content.UpTo}, "up to 85,000 tenge", "до 85 000 тенге", "85 000 теңгеге дейін"},
		{figure{Value: "10", Unit: "CAD"}, "10 CAD", "10 CAD", "10 CAD"},
		{figure{Value: "10", Unit: "<b> & \""}, "10 &lt;b&gt; &amp; &quot;", "10 &lt;b&gt; &amp; &quot;", "10 &lt;b&gt; &amp; &quot;"},
		{figure{Value: "4", Unit: "x", Qualifier: "unheard of"}, "4 x", "4 x", "4 x"},
	} {
		write := func(v *Voice) string { return strings.ReplaceAll(string(v.Figure(test.figure)), noBreak, " ") }
		inEach(t, strings.Join([]string{string(test.figure.Qualifier), string(test.figure.Value), test.figure.Unit}, " "), write,
			map[content.Lang]string{content.English: test.en, content.Russian: test.ru, content.Kazakh: test.kk})
	}
}

func TestKazakhEndingsFollowTheSpokenNumber(t *testing.T) {
	for _, test := range []struct{ number, from, to string }{
		{"0", "-ден", "-ге"}, {"1", "-ден", "-ге"}, {"2", "-ден", "-ге"}, {"3", "-тен", "-ке"}, {"4", "-тен", "-ке"},
		{"5", "-тен", "-ке"}, {"6", "-дан", "-ға"}, {"7", "-ден", "-ге"}, {"8", "-ден", "-ге"}, {"9", "-дан", "-ға"},
		{"10", "-нан", "-ға"}, {"20", "-дан", "-ға"}, {"30", "-дан", "-ға"}, {"40", "-тан", "-қа"}, {"50", "-ден", "-ге"},
		{"60", "-тан", "-қа"}, {"70", "-тен", "-ке"}, {"80", "-нен", "-ге"}, {"90", "-нан", "-ға"},
		{"100", "-ден", "-ге"}, {"1400", "-ден", "-ге"}, {"1000", "-нан", "-ға"}, {"23000", "-нан", "-ға"}, {"80000", "-нан", "-ға"},
		{"400000", "-нан", "-ға"}, {"500000000", "-нан", "-ға"}, {"1000000000", "-тан", "-қа"}, {"2000000000000", "-нан", "-ға"},
		{"1000000000000000000000", "-нан", "-ға"}, {"115", "-тен", "-ке"}, {"1.5", "-тен", "-ке"}, {"2.0", "-ден", "-ге"}, {"0.70", "-тен", "-ке"},
	} {
		if got := ending(content.Number(test.number), false, ablative); got != test.from {
			t.Errorf("%s: ablative %q, want %q", test.number, got, test.from)
		}
		if got := ending(content.Number(test.number), false, dative); got != test.to {
			t.Errorf("%s: dative %q, want %q", test.number, got, test.to)
		}
	}
}

// What Kazakh newsrooms wrote is the measure of the endings, as far as the corpus holds such numbers.
func TestKazakhEndingsAgreeWithThePress(t *testing.T) {
	const corpus = "../../shared/figures/kk-figures-kaznerd.dev.jsonl.gz"
	zipped, err := os.ReadFile(corpus)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the corpus is not here: " + corpus)
	}
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(^|[^\d.,–-])(\d+)-(нан|нен|дан|ден|тан|тен|ға|ге|қа|ке)($|[^\p{L}])`)
	seen := 0
	for lines := bufio.NewScanner(unzipped); lines.Scan(); {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var line struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		for _, m := range found.FindAllStringSubmatch(line.Text, -1) {
			seen++
			number, written := content.Number(m[2]), "-"+m[3]
			if written != ending(number, false, ablative) && written != ending(number, false, dative) {
				t.Errorf("the press writes %s%s, we %s or %s: %s", number, written, ending(number, false, ablative), ending(number, false, dative), line.Text)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d numbers with endings in the corpus: this test tests nothing", seen)
	}
	t.Logf("%d numbers with endings", seen)
}
