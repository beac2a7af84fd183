// The page's own words. What bots and people say comes from the server.

const words = {
  en: {
    language: "Language", themeToLight: "Light theme", themeToDark: "Dark theme",
    people: "Who you are", addPerson: "Add a reader", addTitle: "A new reader", name: "Name", theirLanguage: "Their language",
    add: "Add", cancel: "Cancel", ok: "OK", close: "Close", nameless: "Write a name first.",
    chats: "Chats", conversation: "Conversation", messages: "Messages", noChats: "This person is in no chat yet.",
    unread: { one: "{n} unread message", other: "{n} unread messages" },
    bot: "bot", channel: "channel", group: "group", thread: "Comments", threadIn: "in “{title}”",
    back: "Back to the chats", backToPost: "Back to the post", chatMenu: "Chat menu",
    block: "Block the bot", unblock: "Unblock", join: "Join", leave: "Leave", hide: "Write as the group", unhide: "Write under my name", blocked: "You blocked this bot. It cannot write to you.",
    readOnly: "Only the newsroom writes here.", notIn: "You are not in this chat.", noWrite: "You cannot write here.",
    begin: "Start", beginHint: "Nothing here yet. Press Start, as everybody does who opens a bot for the first time.",
    empty: "No messages yet.", emptyThread: "No comments yet. Write the first one.", write: "Write a message", writeHidden: "Write as the group", comment: "Write a comment",
    send: "Send", attach: "Attach a file", commands: "Commands", keyboard: "Buttons", keyboardHide: "Hide the buttons", keyboardShow: "Show the buttons",
    reply: "Reply", replyTo: "Reply to {name}", edit: "Edit", editing: "Editing", copy: "Copy the text", copied: "Copied", noClipboard: "the browser does not allow it", erase: "Delete",
    react: "React with {emoji}", reacted: { one: "{emoji}, {n} person", other: "{emoji}, {n} people" }, messageMenu: "What to do with this message",
    video: "Video", videoNote: "Round video", animation: "GIF", audio: "Music", location: "Location", venue: "Place", contact: "Contact", dice: "{emoji} {n}",
    lasting: "{n} s", liveLocation: "live for {n} min", retitled: "The channel is now called “{title}”",
    edited: "edited", photo: "Picture", document: "File", poll: "Poll", sticker: "Sticker", voice: "Voice message, {n} s", message: "Message", gone: "Deleted message",
    download: "Download {name}", openPhoto: "Enlarge the picture", forwarded: "Forwarded from {name}",
    showAll: "Show all", showLess: "Show less", spoiler: "Hidden text, press to reveal", external: "{text} (opens another site)",
    comments: { one: "{n} comment", other: "{n} comments" }, leaveComment: "Leave a comment",
    pollAnonymous: "Anonymous poll", pollPublic: "Public poll, votes are seen by all", pollBot: "Poll, only the bot sees your vote", pollClosed: "Final results", pollQuiz: "Quiz", chooseOne: "choose one", chooseMany: "choose several",
    votes: { one: "{n} vote", other: "{n} votes" }, noVotes: "No votes yet", vote: "Vote", retract: "Retract vote", chosen: "your choice", rightAnswer: "right", wrongAnswer: "wrong",
    pinned: "{name} pinned a message", joined: "{name} joined", left: "{name} left", renamed: "The group is now called “{title}”", upgraded: "The group became a supergroup",
    today: "Today", yesterday: "Yesterday", months: "January February March April May June July August September October November December".split(" "),
    bytes: "{n} B", kilobytes: "{n} KB", megabytes: "{n} MB",
    offline: "Connecting…", failed: "That did not work: {why}", noServer: "The server does not answer. Is “aitys demo” still running?",
    tooBig: "Files here are at most 20 MB.", dropHere: "Drop the file here", down: "To the newest message",
    panel: "Behind the scenes", panelOpen: "Show what happens behind the scenes", panelClose: "Hide what happens behind the scenes",
    running: "The bot is running", stopped: "The bot is stopped", stop: "Stop the bot", start: "Start it again",
    stoppedNote: "The bot is stopped. What you send waits for it, as it would at Telegram.",
    faults: "Make trouble", faultsNote: "Switch one on and watch the bot cope.", trace: "Updates and calls", clear: "Clear",
    traceNote: "Do something in a chat: here you see the update that the bot gets, and every call that it makes for it.",
    update: "update", chores: { one: "{n} call outside updates", other: "{n} calls outside updates" }, params: "Parameters", answer: "Answer", unanswered: "no answer", ms: "{n} ms",
    tour: "Tour", tourStep: "Step {n} of {of}", tourNext: "Next", tourBack: "Previous", tourDone: "Finish", tourClose: "Close the tour", tourOpen: "Tour",
    tourGo: "Go there as {name}", tourPress: "Press", tourSay: "Send this", tourFold: "Fold the tour", tourUnfold: "Unfold the tour",
  },
  ru: {
    language: "Язык", themeToLight: "Светлая тема", themeToDark: "Тёмная тема",
    people: "Кто вы", addPerson: "Добавить читателя", addTitle: "Новый читатель", name: "Имя", theirLanguage: "Язык читателя",
    add: "Добавить", cancel: "Отмена", ok: "Понятно", close: "Закрыть", nameless: "Сначала напишите имя.",
    chats: "Чаты", conversation: "Переписка", messages: "Сообщения", noChats: "У этого человека пока нет чатов.",
    unread: { one: "{n} непрочитанное сообщение", few: "{n} непрочитанных сообщения", many: "{n} непрочитанных сообщений", other: "{n} непрочитанных сообщения" },
    bot: "бот", channel: "канал", group: "группа", thread: "Комментарии", threadIn: "в группе «{title}»",
    back: "К списку чатов", backToPost: "К записи", chatMenu: "Меню чата",
    block: "Заблокировать бота", unblock: "Разблокировать", join: "Вступить", leave: "Выйти", hide: "Писать от имени группы", unhide: "Писать от своего имени", blocked: "Вы заблокировали бота. Он не может вам писать.",
    readOnly: "Здесь пишет только редакция.", notIn: "Вас нет в этом чате.", noWrite: "Здесь вы не можете писать.",
    begin: "Начать", beginHint: "Здесь пока пусто. Нажмите «Начать»: так поступает каждый, кто впервые открыл бота.",
    empty: "Сообщений пока нет.", emptyThread: "Комментариев пока нет. Напишите первый.", write: "Сообщение", writeHidden: "Сообщение от имени группы", comment: "Комментарий",
    send: "Отправить", attach: "Приложить файл", commands: "Команды", keyboard: "Кнопки", keyboardHide: "Скрыть кнопки", keyboardShow: "Показать кнопки",
    reply: "Ответить", replyTo: "Ответ для {name}", edit: "Изменить", editing: "Правка", copy: "Скопировать текст", copied: "Скопировано", noClipboard: "браузер не разрешает", erase: "Удалить",
    react: "Отреагировать: {emoji}", reacted: { one: "{emoji}, {n} человек", few: "{emoji}, {n} человека", many: "{emoji}, {n} человек", other: "{emoji}, {n} человека" }, messageMenu: "Что сделать с сообщением",
    video: "Видео", videoNote: "Видеосообщение", animation: "GIF", audio: "Музыка", location: "Геопозиция", venue: "Место", contact: "Контакт", dice: "{emoji} {n}",
    lasting: "{n} с", liveLocation: "обновляется {n} мин", retitled: "Канал теперь называется «{title}»",
    edited: "изменено", photo: "Картинка", document: "Файл", poll: "Опрос", sticker: "Стикер", voice: "Голосовое сообщение, {n} с", message: "Сообщение", gone: "Удалённое сообщение",
    download: "Скачать {name}", openPhoto: "Увеличить картинку", forwarded: "Переслано от {name}",
    showAll: "Показать всё", showLess: "Свернуть", spoiler: "Скрытый текст, нажмите, чтобы открыть", external: "{text} (откроется другой сайт)",
    comments: { one: "{n} комментарий", few: "{n} комментария", many: "{n} комментариев", other: "{n} комментария" }, leaveComment: "Комментировать",
    pollAnonymous: "Анонимный опрос", pollPublic: "Открытый опрос, голоса видны всем", pollBot: "Опрос, ваш голос видит только бот", pollClosed: "Итоги", pollQuiz: "Викторина", chooseOne: "один ответ", chooseMany: "несколько ответов",
    votes: { one: "{n} голос", few: "{n} голоса", many: "{n} голосов", other: "{n} голоса" }, noVotes: "Голосов пока нет", vote: "Голосовать", retract: "Отозвать голос", chosen: "ваш выбор", rightAnswer: "верно", wrongAnswer: "неверно",
    pinned: "{name}: сообщение закреплено", joined: "{name} теперь в группе", left: "{name} больше не в группе", renamed: "Группа теперь называется «{title}»", upgraded: "Группа стала супергруппой",
    today: "Сегодня", yesterday: "Вчера", months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" "),
    bytes: "{n} Б", kilobytes: "{n} КБ", megabytes: "{n} МБ",
    offline: "Соединение…", failed: "Не получилось: {why}", noServer: "Сервер не отвечает. Команда «aitys demo» ещё работает?",
    tooBig: "Файлы здесь не больше 20 МБ.", dropHere: "Отпустите файл здесь", down: "К новым сообщениям",
    panel: "За кулисами", panelOpen: "Показать, что происходит за кулисами", panelClose: "Скрыть, что происходит за кулисами",
    running: "Бот работает", stopped: "Бот остановлен", stop: "Остановить бота", start: "Запустить снова",
    stoppedNote: "Бот остановлен. Отправленное ждёт его, как ждало бы в Telegram.",
    faults: "Устроить неполадки", faultsNote: "Включите одну и посмотрите, как бот справится.", trace: "Обновления и вызовы", clear: "Очистить",
    traceNote: "Сделайте что-нибудь в чате: здесь появится обновление, которое получил бот, и все вызовы, которые он ради него сделал.",
    update: "обновление", chores: { one: "{n} вызов вне обновлений", few: "{n} вызова вне обновлений", many: "{n} вызовов вне обновлений", other: "{n} вызова вне обновлений" }, params: "Параметры", answer: "Ответ", unanswered: "без ответа", ms: "{n} мс",
    tour: "Экскурсия", tourStep: "Шаг {n} из {of}", tourNext: "Дальше", tourBack: "Назад", tourDone: "Готово", tourClose: "Закрыть экскурсию", tourOpen: "Экскурсия",
    tourGo: "Перейти туда: {name}", tourPress: "Нажмите", tourSay: "Отправьте это", tourFold: "Свернуть экскурсию", tourUnfold: "Развернуть экскурсию",
  },
  kk: {
    language: "Тіл", themeToLight: "Жарық көрініс", themeToDark: "Күңгірт көрініс",
    people: "Сіз кімсіз", addPerson: "Оқырман қосу", addTitle: "Жаңа оқырман", name: "Аты", theirLanguage: "Оқырманның тілі",
    add: "Қосу", cancel: "Болдырмау", ok: "Түсінікті", close: "Жабу", nameless: "Алдымен атын жазыңыз.",
    chats: "Чаттар", conversation: "Әңгіме", messages: "Хабарлар", noChats: "Бұл адам әзірге ешбір чатта жоқ.",
    unread: { other: "{n} оқылмаған хабар" },
    bot: "бот", channel: "арна", group: "топ", thread: "Пікірлер", threadIn: "«{title}» тобында",
    back: "Чаттар тізіміне", backToPost: "Жазбаға қайту", chatMenu: "Чат мәзірі",
    block: "Ботты бұғаттау", unblock: "Бұғаттан шығару", join: "Қосылу", leave: "Шығу", hide: "Топ атынан жазу", unhide: "Өз атымнан жазу", blocked: "Сіз ботты бұғаттадыңыз. Ол сізге жаза алмайды.",
    readOnly: "Мұнда тек редакция жазады.", notIn: "Сіз бұл чатта жоқсыз.", noWrite: "Мұнда жаза алмайсыз.",
    begin: "Бастау", beginHint: "Мұнда әзірге ештеңе жоқ. «Бастау» түймесін басыңыз: ботты алғаш ашқан адам осылай істейді.",
    empty: "Әзірге хабар жоқ.", emptyThread: "Әзірге пікір жоқ. Алғашқысын жазыңыз.", write: "Хабар жазу", writeHidden: "Топ атынан жазу", comment: "Пікір жазу",
    send: "Жіберу", attach: "Файл тіркеу", commands: "Командалар", keyboard: "Түймелер", keyboardHide: "Түймелерді жасыру", keyboardShow: "Түймелерді көрсету",
    reply: "Жауап беру", replyTo: "Кімге жауап: {name}", edit: "Түзету", editing: "Түзету", copy: "Мәтінді көшіру", copied: "Көшірілді", noClipboard: "браузер рұқсат бермейді", erase: "Жою",
    react: "Реакция қою: {emoji}", reacted: { other: "{emoji}, {n} адам" }, messageMenu: "Бұл хабармен не істеу керек",
    video: "Бейне", videoNote: "Дөңгелек бейне", animation: "GIF", audio: "Музыка", location: "Геолокация", venue: "Орын", contact: "Контакт", dice: "{emoji} {n}",
    lasting: "{n} с", liveLocation: "{n} мин бойы жаңарады", retitled: "Арна енді «{title}» деп аталады",
    edited: "түзетілді", photo: "Сурет", document: "Файл", poll: "Сауалнама", sticker: "Стикер", voice: "Дауыстық хабар, {n} с", message: "Хабар", gone: "Жойылған хабар",
    download: "{name}: жүктеп алу", openPhoto: "Суретті үлкейту", forwarded: "Қайдан жіберілді: {name}",
    showAll: "Бәрін көрсету", showLess: "Жию", spoiler: "Жасырын мәтін, ашу үшін басыңыз", external: "{text} (басқа сайт ашылады)",
    comments: { other: "{n} пікір" }, leaveComment: "Пікір қалдыру",
    pollAnonymous: "Анонимді сауалнама", pollPublic: "Ашық сауалнама, дауыстар бәріне көрінеді", pollBot: "Сауалнама, дауысыңызды тек бот көреді", pollClosed: "Қорытынды", pollQuiz: "Викторина", chooseOne: "бір жауап", chooseMany: "бірнеше жауап",
    votes: { other: "{n} дауыс" }, noVotes: "Әзірге дауыс жоқ", vote: "Дауыс беру", retract: "Дауысты қайтарып алу", chosen: "сіздің таңдауыңыз", rightAnswer: "дұрыс", wrongAnswer: "қате",
    pinned: "{name} хабарды бекітті", joined: "{name} қосылды", left: "{name} шықты", renamed: "Топтың жаңа аты: «{title}»", upgraded: "Топ супертопқа айналды",
    today: "Бүгін", yesterday: "Кеше", months: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(" "),
    bytes: "{n} Б", kilobytes: "{n} КБ", megabytes: "{n} МБ",
    offline: "Қосылып жатыр…", failed: "Орындалмады: {why}", noServer: "Сервер жауап бермейді. «aitys demo» әлі істеп тұр ма?",
    tooBig: "Мұнда файл 20 МБ-тан аспауы керек.", dropHere: "Файлды осында тастаңыз", down: "Жаңа хабарларға",
    panel: "Сахна сырты", panelOpen: "Сахна сыртын көрсету", panelClose: "Сахна сыртын жасыру",
    running: "Бот істеп тұр", stopped: "Бот тоқтатылды", stop: "Ботты тоқтату", start: "Қайта іске қосу",
    stoppedNote: "Бот тоқтатылды. Жібергеніңіз оны күтіп тұрады, Telegram-да да солай болар еді.",
    faults: "Ақау жасау", faultsNote: "Біреуін қосып, боттың қалай шығатынын көріңіз.", trace: "Жаңартулар мен шақырулар", clear: "Тазалау",
    traceNote: "Чатта бірдеңе істеп көріңіз: бот алған жаңарту мен ол үшін жасаған шақыруларының бәрі осында көрінеді.",
    update: "жаңарту", chores: { other: "Жаңартудан тыс {n} шақыру" }, params: "Параметрлер", answer: "Жауап", unanswered: "жауапсыз", ms: "{n} мс",
    tour: "Таныстыру", tourStep: "{n}-қадам, барлығы {of}", tourNext: "Әрі қарай", tourBack: "Артқа", tourDone: "Аяқтау", tourClose: "Таныстыруды жабу", tourOpen: "Таныстыру",
    tourGo: "Сонда өту: {name}", tourPress: "Басыңыз:", tourSay: "Мынаны жіберіңіз", tourFold: "Таныстыруды жию", tourUnfold: "Таныстыруды жаю",
  },
};

export const languages = { en: "English", ru: "Русский", kk: "Қазақша" };
export const short = { en: "EN", ru: "РУ", kk: "ҚАЗ" };

let lang = "en";

// useLanguage makes the page speak a language that it knows.
export function useLanguage(l) {
  if (!words[l]) return;
  lang = l;
  document.documentElement.lang = l;
}

export const language = () => lang;

// firstLanguage is what the address asks for, what was chosen before, or what
// the browser is set to.
export function firstLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = [asked, kept("lang"), ...navigator.languages.map((l) => l.slice(0, 2))];
  return wanted.find((l) => words[l]) ?? "en";
}

// kept and keep remember small choices; without storage they forget.
export function kept(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}
export function keep(name, value) {
  try { localStorage.setItem(name, value); } catch { /* forgotten, then */ }
}

// t is a phrase in the page's language; {n} also chooses among plural forms.
export function t(key, values = {}) {
  let phrase = words[lang][key];
  if (typeof phrase === "object" && !Array.isArray(phrase)) phrase = phrase[plural(values.n)] ?? phrase.other;
  return phrase.replace(/\{(\w+)\}/g, (_, name) => isolated(String(values[name] ?? "")));
}

// isolated keeps what a name does to the direction of reading from the sentence around it; attributes and notes have no
// elements that could. Names without such signs stay as they are.
export function isolated(text) {
  if (!/[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]|\p{Script=Adlam}/u.test(text)) return text;
  return "\u2068" + text.replace(/[\u2066-\u2069]/g, "") + "\u2069";
}

// plural is written out because browsers differ in whether they know Kazakh.
function plural(n) {
  if (lang === "en") return n === 1 ? "one" : "other";
  if (lang === "kk") return "other";
  const ten = n % 10, hundred = n % 100;
  if (ten === 1 && hundred !== 11) return "one";
  if (ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14)) return "few";
  return "many";
}

// say picks the page's language out of {en, ru, kk} that the server sent.
export function say(phrases, l = lang) {
  if (!phrases) return "";
  if (typeof phrases === "string") return phrases;
  return phrases[l] ?? phrases.en ?? Object.values(phrases)[0] ?? "";
}

const two = (n) => String(n).padStart(2, "0");

// clock is the hour and minute of a Unix time; with seconds when asked.
export function clock(seconds, exact) {
  const d = new Date(seconds * 1000);
  return two(d.getHours()) + ":" + two(d.getMinutes()) + (exact ? ":" + two(d.getSeconds()) : "");
}

// day is how a date stands above the messages of that day.
export function day(seconds) {
  const d = new Date(seconds * 1000), now = new Date();
  const ago = Math.round((midnight(now) - midnight(d)) / 86400000);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  const month = words[lang].months[d.getMonth()];
  const year = d.getFullYear() === now.getFullYear() ? "" : " " + d.getFullYear();
  return lang === "kk" && year ? `${year.trim()} ж. ${d.getDate()} ${month}` : `${d.getDate()} ${month}${year}`;
}

const midnight = (d) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();

// size is a number of bytes for people.
export function size(n) {
  if (n < 1024) return t("bytes", { n });
  if (n < 1024 * 1024) return t("kilobytes", { n: Math.round(n / 1024) });
  const mb = (n / 1024 / 1024).toFixed(1);
  return t("megabytes", { n: lang === "en" ? mb : mb.replace(".", ",") });
}
