package drafting

import (
	"strings"

	"aitys/content"
)

// words are the questions that fit any article.
type words struct {
	matters    string // which section matters most
	other      string
	opinion    string // what one thinks of the news
	views      []string
	heading    string // how much a section matters; % is its heading
	importance []string
}

var wording = map[content.Lang]words{
	content.English: {
		matters: "What in this story matters most to you?", other: "Something else",
		opinion: "What do you make of this news?", views: phrases("Good news, More good than bad, More bad than good, Bad news, Too early to say"),
		heading: "“%”: how much does this concern you?", importance: phrases("It concerns me directly, It concerns people close to me, I follow it with interest, It does not concern me"),
	},
	content.Russian: {
		matters: "Что в этой истории для вас важнее всего?", other: "Что-то другое",
		opinion: "Как вы относитесь к этой новости?", views: phrases("Хорошая новость, Скорее хорошая, Скорее плохая, Плохая новость, Судить пока рано"),
		heading: "«%»: насколько это касается вас?", importance: phrases("Касается меня напрямую, Касается моих близких, Слежу с интересом, Меня это не касается"),
	},
	content.Kazakh: {
		matters: "Бұл оқиғада сіз үшін ең маңыздысы не?", other: "Басқа нәрсе",
		opinion: "Бұл жаңалыққа қалай қарайсыз?", views: phrases("Жақсы жаңалық, Жақсы жағы басым, Жаман жағы басым, Жаман жаңалық, Айтуға әлі ерте"),
		heading: "«%»: бұл сізге қаншалықты қатысты?", importance: phrases("Маған тікелей қатысы бар, Жақындарыма қатысы бар, Қызығып бақылап жүрмін, Маған қатысы жоқ"),
	},
}

// ask makes a question of its parts: the beginnings of the subject's words, the question, its options.
func ask(about, question, options string) asked {
	return asked{strings.Fields(about), content.Poll{Question: question, Options: phrases(options)}}
}

// subjects are questions on what news is mostly about.
var subjects = map[content.Lang][]asked{
	content.English: {
		ask("price inflation cost tariff expens cheap", "How have prices changed your spending this year?", "I buy much less, I buy somewhat less, Nothing has changed, I spend more than before"),
		ask("house housing home rent apartment mortgage flat", "How hard is it to find a home that you can afford where you live?", "Very hard, Rather hard, Not very hard, I am not looking for one"),
		ask("job work labor labour employ wage salar unemploy", "How do you see your own prospects at work?", "Better than a year ago, About the same, Worse than a year ago, I am not working now"),
		ask("school student teach education universit pupil", "What do schools and universities need most?", "Better pay for teachers, More places, Newer programmes, Less paperwork"),
		ask("health hospital doctor patient medic clinic disease vaccin", "How easy is it for you to get medical care?", "Easy, Mostly easy, Mostly hard, Very hard"),
		ask("road bus train transport traffic airport flight car", "What would help you most on your way?", "Better public transport, Better roads, Lower fares, All is well as it is"),
		ask("water air pollut climate environment emission ecolog energy power solar wind", "What should come first?", "Clean air and water, Affordable energy, Both at once, Hard to say"),
		ask("business compan investor investment export import trade market startup", "What would help business most?", "Lower taxes, Clear rules that last, Cheaper loans, Skilled people"),
		ask("tax budget spend fund subsid", "Is public money spent on the right things here?", "Yes, Mostly yes, Mostly no, No"),
		ask("technolog digital internet artificial software online app data", "How do you feel about this technology in your own life?", "It helps me, It both helps and worries me, It worries me, I do not use it"),
		ask("law court parliament reform government minister president bill", "What change do you expect from this decision?", "A change for the better, A change for the worse, No change, I do not know yet"),
		ask("migra refugee integrat newcomer relocat", "What matters most for living well together?", "A common language, Fair rules for all, Work for everyone, Time"),
		ask("sport team match coach championship medal tournament olympic", "How do you rate this result?", "Better than I expected, As I expected, Worse than I expected, I did not follow it"),
	},
	content.Russian: {
		ask("цен инфляц стоимост тариф подорож дорож", "Как цены изменили ваши расходы за последний год?", "Покупаю намного меньше, Покупаю немного меньше, Ничего не изменилось, Трачу больше прежнего"),
		ask("жиль квартир аренд ипотек недвижимост дом застрой", "Насколько трудно там, где вы живёте, найти жильё по средствам?", "Очень трудно, Скорее трудно, Не слишком трудно, Я жильё не ищу"),
		ask("работ зарплат труд занятост безработ вакан сотрудник", "Как вы оцениваете свои перспективы на работе?", "Лучше прошлогодних, Примерно те же, Хуже прошлогодних, Сейчас не работаю"),
		ask("школ студент учител образован университет вуз учащ", "В чём больше всего нуждаются школы и вузы?", "В зарплатах для учителей, В новых местах, В современных программах, В меньшем числе отчётов"),
		ask("здоров больниц врач пациент медицин клиник болезн вакцин", "Легко ли вам получить медицинскую помощь?", "Легко, Скорее легко, Скорее трудно, Очень трудно"),
		ask("дорог автобус поезд транспорт пробк аэропорт рейс автомобил", "Что больше всего помогло бы вам в дороге?", "Удобный общественный транспорт, Хорошие дороги, Дешёвый проезд, Всё устраивает"),
		ask("вод воздух загрязн климат эколог выброс энерг электр", "Что должно быть на первом месте?", "Чистые воздух и вода, Доступная энергия, То и другое сразу, Трудно сказать"),
		ask("бизнес компан инвест экспорт импорт торгов рынок рынк предприним", "Что больше всего помогло бы бизнесу?", "Низкие налоги, Понятные и постоянные правила, Дешёвые кредиты, Квалифицированные люди"),
		ask("налог бюджет расход финансир субсид", "На то ли тратятся государственные деньги?", "Да, Скорее да, Скорее нет, Нет"),
		ask("технолог цифров интернет искусственн программ онлайн приложен данны", "Как вы относитесь к этой технологии в своей жизни?", "Она мне помогает, Помогает и тревожит, Она меня тревожит, Я ею не пользуюсь"),
		ask("закон суд парламент реформ правительств министр президент депутат", "Изменит ли что-нибудь это решение?", "Изменит к лучшему, Изменит к худшему, Ничего не изменит, Пока не знаю"),
		ask("мигра бежен интегра релока переезд приезж", "Что важнее всего, чтобы жить в согласии?", "Общий язык, Честные правила для всех, Работа для каждого, Время"),
		ask("спорт команд матч тренер чемпион медал турнир олимпи", "Как вы оцениваете этот результат?", "Лучше ожиданий, Как и ожидалось, Хуже ожиданий, Не слежу за этим"),
	},
	content.Kazakh: {
		ask("баға инфляц тариф қымбат құны", "Соңғы жылы баға сіздің шығыныңызды қалай өзгертті?", "Әлдеқайда аз сатып аламын, Сәл азырақ сатып аламын, Ештеңе өзгерген жоқ, Бұрынғыдан көп жұмсаймын"),
		ask("тұрғын баспана пәтер жалдау ипотека үй", "Сіз тұратын жерде қалтаңызға сай баспана табу қиын ба?", "Өте қиын, Қиындау, Онша қиын емес, Баспана іздеп жүрген жоқпын"),
		ask("жұмыс жалақы еңбек қызметкер маман", "Жұмыстағы болашағыңызды қалай бағалайсыз?", "Бір жыл бұрынғыдан жақсы, Шамамен сондай, Бір жыл бұрынғыдан нашар, Қазір жұмыс істемеймін"),
		ask("мектеп студент мұғалім білім университет оқушы", "Мектептер мен университеттерге ең керегі не?", "Мұғалімдердің жақсы жалақысы, Жаңа орындар, Заманауи бағдарламалар, Қағазбастылықты азайту"),
		ask("денсаулық аурухана дәрігер науқас медицин емхана ауру вакцина", "Сізге медициналық көмек алу оңай ма?", "Оңай, Көбіне оңай, Көбіне қиын, Өте қиын"),
		ask("жол автобус пойыз көлік кептеліс әуежай рейс", "Жолда сізге ең көп көмектесетіні не болар еді?", "Ыңғайлы қоғамдық көлік, Жақсы жолдар, Арзан жол ақысы, Бәрі жақсы"),
		ask("су ауа ластан климат эколог энерг электр", "Не бірінші орында тұруы керек?", "Таза ауа мен су, Қолжетімді энергия, Екеуі де қатар, Айту қиын"),
		ask("бизнес компания инвест экспорт импорт сауда нарық кәсіпкер", "Бизнеске ең көп көмектесетіні не?", "Төмен салық, Түсінікті әрі тұрақты ереже, Арзан несие, Білікті мамандар"),
		ask("салық бюджет шығыс қаржы субсид", "Мемлекет ақшасы керек жерге жұмсалып жатыр ма?", "Иә, Көбіне иә, Көбіне жоқ, Жоқ"),
		ask("технолог цифр интернет жасанды бағдарлама онлайн қосымша дерек", "Бұл технологияға өз өміріңізде қалай қарайсыз?", "Маған көмектеседі, Көмектеседі де алаңдатады да, Мені алаңдатады, Оны қолданбаймын"),
		ask("заң сот парламент реформа үкімет министр президент депутат", "Бұл шешім бірдеңені өзгерте ме?", "Жақсы жаққа өзгертеді, Жаман жаққа өзгертеді, Ештеңе өзгермейді, Әзірге білмеймін"),
		ask("мигра босқын көшіп көші қоныс", "Татулықта өмір сүру үшін ең маңыздысы не?", "Ортақ тіл, Бәріне бірдей әділ ереже, Әркімге жұмыс, Уақыт"),
		ask("спорт команда матч бапкер чемпион медаль турнир олимпи", "Бұл нәтижені қалай бағалайсыз?", "Күткеннен жақсы, Күткендей, Күткеннен нашар, Мұны қадағаламаймын"),
	},
}
