// What this machine allows: kernels written for exactly the ten questions of questions.md, over plain columns by customer and time,
// on two threads. `floor FOLDER` prints seconds and rows as JSON. No other question could be asked of it.

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

using namespace std;

constexpr uint32_t begin_of_2024 = 1704067200, begin_of_2026 = 1767225600, day = 86400;
constexpr int months = 24, weeks = 105, pairs = 64 * 64;
enum : uint8_t { nps = 1, csat = 2 };

// The log: a customer and where their line begins once for each line, everything else once for each touch.
vector<uint32_t> customers, start, at;
vector<uint8_t> kind, channel, scale;
vector<int8_t> score;
vector<float> sentiment;
vector<int64_t> value;
vector<string> kinds, channels;
uint8_t stage_of[64], month_of[732];
size_t people, touches;

template <class T> void read(vector<T>& column, const string& path) {
    ifstream file(path, ios::binary | ios::ate);
    column.resize(size_t(file.tellg()) / sizeof(T));
    file.seekg(0).read(reinterpret_cast<char*>(column.data()), streamsize(column.size() * sizeof(T)));
}

void read_log(const string& folder) {
    read(customers, folder + "/customer"), read(start, folder + "/start"), read(at, folder + "/at"), read(kind, folder + "/kind");
    read(channel, folder + "/channel"), read(scale, folder + "/scale"), read(score, folder + "/score");
    read(sentiment, folder + "/sentiment"), read(value, folder + "/value");
    people = customers.size(), touches = at.size();
    ifstream named(folder + "/kinds.txt"), ways(folder + "/channels.txt");
    int stage;
    for (string name; named >> name >> stage; kinds.push_back(name)) stage_of[kinds.size()] = uint8_t(stage);
    for (string name; ways >> name;) channels.push_back(name);
    for (int number = 0; number < 732; number++) {
        chrono::year_month_day date{chrono::sys_days{chrono::days{begin_of_2024 / day + number}}};
        month_of[number] = uint8_t((int(date.year()) - 2024) * 12 + unsigned(date.month()) - 1);
    }
}

uint8_t kind_called(const char* name) { return uint8_t(find(kinds.begin(), kinds.end(), name) - kinds.begin()); }
uint32_t day_of(size_t touch) { return (at[touch] - begin_of_2024) / day; }

// Rows of JSON, one after the other.
struct Rows {
    string text;
    void add(const char* format, ...) {
        char row[4096];
        va_list values;
        va_start(values, format);
        vsnprintf(row, sizeof row, format, values);
        va_end(values);
        text += (text.empty() ? "[" : ", [") + string(row) + "]";
    }
};

string month_name(int month) {
    char name[16];
    snprintf(name, sizeof name, "%d-%02d", 2024 + month / 12, month % 12 + 1);
    return name;
}

// Both halves of the customers at once, parted where half of the touches are: body(half, first customer, end).
template <class Body> void in_halves(Body body) {
    size_t middle = size_t(lower_bound(start.begin(), start.end(), uint32_t(touches / 2)) - start.begin());
    thread other([&] { body(1, middle, people); });
    body(0, 0, middle);
    other.join();
}

// Tallies that each half fills for itself, added up: body(tally, first customer, end).
template <class Number, class Body> vector<Number> counted(size_t size, Body body) {
    vector<Number> tallies[2] = {vector<Number>(size), vector<Number>(size)};
    in_halves([&](int half, size_t first, size_t end) { body(tallies[half].data(), first, end); });
    for (size_t place = 0; place < size; place++) tallies[0][place] += tallies[1][place];
    return tallies[0];
}

// The touches with an answer on this scale; eight without any are passed over at once.
template <class Body> void each_answer(uint8_t wanted, size_t touch, size_t end, Body body) {
    for (uint64_t eight; touch + 8 <= end; touch += 8) {
        memcpy(&eight, &scale[touch], 8);
        if (eight) for (size_t one = touch; one < touch + 8; one++) if (scale[one] == wanted) body(one);
    }
    for (; touch < end; touch++) if (scale[touch] == wanted) body(touch);
}

double median(uint32_t* values, size_t count) {
    if (!count) return 0;
    nth_element(values, values + count / 2, values + count);
    double upper = values[count / 2];
    return count % 2 ? upper : (*max_element(values, values + count / 2) + upper) / 2;
}

void loyalty(Rows& rows) {
    auto tally = counted<int64_t>(months * 16 * 3, [](int64_t* tally, size_t first, size_t end) {
        each_answer(nps, start[first], start[end], [&](size_t touch) {
            int64_t* cell = tally + (month_of[day_of(touch)] * 16 + channel[touch]) * 3;
            cell[0]++, cell[1] += score[touch] >= 9, cell[2] += score[touch] <= 6;
        });
    });
    for (int month = 0; month < months; month++)
        for (size_t way = 0; way < channels.size(); way++)
            if (int64_t* cell = &tally[(month * 16 + way) * 3]; cell[0])
                rows.add("\"%s\", \"%s\", %ld, %ld, %ld", month_name(month).c_str(), channels[way].c_str(), cell[0], cell[1], cell[2]);
}

void satisfaction(Rows& rows) {
    auto tally = counted<int64_t>(weeks * 64 * 3, [](int64_t* tally, size_t first, size_t end) {
        each_answer(csat, start[first], start[end], [&](size_t touch) {
            // The first of January 2024 is a Monday.
            int64_t* cell = tally + (day_of(touch) / 7 * 64 + kind[touch]) * 3;
            cell[0]++, cell[1] += score[touch], cell[2] += score[touch] >= 4;
        });
    });
    for (int week = 0; week < weeks; week++)
        for (size_t of = 0; of < kinds.size(); of++)
            if (int64_t* cell = &tally[(week * 64 + of) * 3]; cell[0]) {
                chrono::year_month_day date{chrono::sys_days{chrono::days{begin_of_2024 / day + week * 7}}};
                rows.add("\"%d-%02u-%02u\", \"%s\", %ld, %ld, %ld", int(date.year()), unsigned(date.month()), unsigned(date.day()),
                         kinds[of].c_str(), cell[0], cell[1], cell[2]);
            }
}

void funnel(Rows& rows) {
    vector<uint32_t> passed[2][4];
    size_t began[2] = {};
    in_halves([&](int half, size_t first, size_t end) {
        for (auto& step : passed[half]) step.reserve(end - first);
        for (size_t person = first; person < end; person++) {
            uint32_t touch = start[person], over = start[person + 1];
            while (touch < over && stage_of[kind[touch]] != 1) touch++;
            if (touch == over) continue;
            began[half]++;
            uint32_t before = at[touch], until = before + 90 * day;
            for (int stage = 2; ++touch < over && at[touch] <= until && stage <= 5;)
                if (stage_of[kind[touch]] == stage) passed[half][stage++ - 2].push_back(at[touch] - before), before = at[touch];
        }
    });
    double middle[4];
    auto join = [&](int step) {
        passed[0][step].insert(passed[0][step].end(), passed[1][step].begin(), passed[1][step].end());
        middle[step] = median(passed[0][step].data(), passed[0][step].size());
    };
    thread other([&] { join(1), join(2); });
    join(0), join(3), other.join();
    rows.add("%zu, %zu, %zu, %zu, %zu, %.1f, %.1f, %.1f, %.1f", began[0] + began[1], passed[0][0].size(), passed[0][1].size(),
             passed[0][2].size(), passed[0][3].size(), middle[0], middle[1], middle[2], middle[3]);
}

// Counts and sums first; then the times of each pair side by side, of which each thread takes every other one for its median.
void follows(Rows& rows) {
    vector<uint32_t> count[2], place[2];
    vector<uint64_t> sum[2];
    auto each_step = [](size_t first, size_t end, auto body) {
        for (size_t person = first; person < end; person++)
            for (size_t touch = start[person]; touch + 1 < start[person + 1]; touch++)
                body(kind[touch] * 64 + kind[touch + 1], at[touch + 1] - at[touch]);
    };
    in_halves([&](int half, size_t first, size_t end) {
        count[half].assign(pairs, 0), sum[half].assign(pairs, 0);
        each_step(first, end, [&](int pair, uint32_t passed) { count[half][pair]++, sum[half][pair] += passed; });
    });
    vector<uint32_t> begin(pairs + 1);
    for (int pair = 0; pair < pairs; pair++) begin[pair + 1] = begin[pair] + count[0][pair] + count[1][pair];
    place[0].assign(begin.begin(), begin.end()), place[1] = place[0];
    for (int pair = 0; pair < pairs; pair++) place[1][pair] += count[0][pair];
    static vector<uint32_t> times;
    times.resize(touches);
    in_halves([&](int half, size_t first, size_t end) {
        each_step(first, end, [&, next = place[half].data()](int pair, uint32_t passed) { times[next[pair]++] = passed; });
    });
    vector<double> middle(pairs);
    in_halves([&](int half, size_t, size_t) {
        for (int pair = half; pair < pairs; pair += 2) middle[pair] = median(&times[begin[pair]], begin[pair + 1] - begin[pair]);
    });
    for (int pair = 0; pair < pairs; pair++)
        if (uint32_t all = begin[pair + 1] - begin[pair])
            rows.add("\"%s\", \"%s\", %u, %.3f, %.1f", kinds[pair / 64].c_str(), kinds[pair % 64].c_str(), all,
                     double(sum[0][pair] + sum[1][pair]) / all, middle[pair]);
}

// A path of at most 20 kinds is 120 bits; a kind is its number and one, so that nothing ends it.
struct Path {
    uint64_t head = 0, tail = 0;
    uint32_t count = 0;
    bool operator==(const Path& other) const { return head == other.head && tail == other.tail; }
    uint64_t hash() const {
        uint64_t mixed = (head ^ rotl(tail, 32)) * 0x9E3779B97F4A7C15 ^ tail * 0xD6E8FEB86659FD93;
        return (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93;
    }
    string name() const {
        string text;
        for (int place = 0; place < 20; place++)
            if (uint64_t code = (place < 10 ? head >> 6 * place : tail >> 6 * (place - 10)) & 63) text += (place ? ">" : "") + kinds[code - 1];
        return text;
    }
};

Path path_of(size_t person) {
    Path path;
    for (size_t touch = start[person], before = 64, length = 0; touch < start[person + 1] && length < 20; before = kind[touch++]) {
        if (kind[touch] == before) continue;
        (length < 10 ? path.head : path.tail) |= uint64_t(kind[touch] + 1) << 6 * (length % 10);
        length++;
    }
    return path;
}

// Each thread makes the paths of its half, then counts those whose hash is odd or even in a table of its own.
void variants(Rows& rows) {
    static vector<Path> paths, tables[2];
    paths.resize(people);
    in_halves([&](int, size_t first, size_t end) {
        for (size_t person = first; person < end; person++) paths[person] = path_of(person);
    });
    uint64_t mask = bit_ceil(people * 2) - 1;
    vector<Path> frequent[2];
    in_halves([&](int half, size_t, size_t) {
        tables[half].assign(mask + 1, Path());
        for (const Path& path : paths) {
            uint64_t hash = path.hash(), place = hash >> 20 & mask;
            if ((hash & 1) != uint64_t(half)) continue;
            while (tables[half][place].count && !(tables[half][place] == path)) place = (place + 1) & mask;
            uint32_t count = tables[half][place].count + 1;
            tables[half][place] = path, tables[half][place].count = count;
        }
        vector<uint32_t> counts(51);
        for (const Path& path : tables[half]) if (path.count) counts.push_back(path.count);
        nth_element(counts.begin(), counts.begin() + 49, counts.end(), greater());
        for (const Path& path : tables[half]) if (path.count && path.count >= counts[49]) frequent[half].push_back(path);
    });
    vector<pair<int64_t, string>> named;
    for (auto& half : frequent) for (auto& path : half) named.emplace_back(-int64_t(path.count), path.name());
    sort(named.begin(), named.end());
    named.resize(min<size_t>(50, named.size()));
    for (auto& [count, name] : named) rows.add("\"%s\", %ld", name.c_str(), -count);
}

void retention(Rows& rows) {
    auto tally = counted<int64_t>(months * months, [](int64_t* tally, size_t first, size_t end) {
        for (size_t person = first; person < end; person++) {
            uint32_t seen = 0;
            for (size_t touch = start[person]; touch < start[person + 1]; touch++) seen |= 1u << month_of[day_of(touch)];
            int cohort = countr_zero(seen);
            for (seen >>= cohort; seen; seen &= seen - 1) tally[cohort * months + countr_zero(seen)]++;
        }
    });
    for (int cell = 0; cell < months * months; cell++)
        if (tally[cell]) rows.add("\"%s\", %d, %ld", month_name(cell / months).c_str(), cell % months, tally[cell]);
}

// From the end of each line to its beginning, the kinds of a person as bits: followed by a low or a high answer, and of those, churned.
void impact(Rows& rows) {
    auto tally = counted<int64_t>(64 * 4, [churn = kind_called("plan_cancelled")](int64_t* tally, size_t first, size_t end) {
        for (size_t person = first; person < end; person++) {
            uint64_t met[2] = {}, churned[2] = {};
            uint32_t answered = 0, cancelled = 0;
            int answer = 7;
            for (size_t touch = start[person + 1]; touch-- > start[person];) {
                if ((answer <= 6 || answer >= 9) && answered - at[touch] <= 7 * day) {
                    uint64_t bit = uint64_t(1) << kind[touch];
                    met[answer <= 6] |= bit;
                    if (cancelled > at[touch]) churned[answer <= 6] |= bit;
                }
                if (scale[touch] == nps) answer = score[touch], answered = at[touch];
                if (kind[touch] == churn) cancelled = max(cancelled, at[touch]);
            }
            for (int low = 0; low < 2; low++)
                for (uint64_t left = met[low]; left; left &= left - 1) {
                    int of = countr_zero(left);
                    tally[of * 4 + low * 2]++, tally[of * 4 + low * 2 + 1] += churned[low] >> of & 1;
                }
        }
    });
    for (size_t cell = 0; cell < kinds.size() * 2; cell++)
        if (int64_t* found = &tally[cell * 2]; found[0])
            rows.add("\"%s\", \"%s\", %ld, %ld", kinds[cell / 2].c_str(), cell % 2 ? "low" : "high", found[0], found[1]);
}

struct Features {
    uint32_t customer;
    int recency, month, quarter, negative, last, open;
    double mood;
};

void features(Rows& rows) {
    static vector<Features> made;
    made.resize(people);
    in_halves([opened = kind_called("ticket_opened"), resolved = kind_called("ticket_resolved")](int, size_t first, size_t end) {
        for (size_t person = first; person < end; person++) {
            Features one{customers[person], 0, 0, 0, 0, 0, 0, NAN};
            double sum = 0;
            int spoken = 0;
            for (size_t touch = start[person]; touch < start[person + 1]; touch++) {
                float mood = sentiment[touch];
                bool speaks = mood == mood;
                sum += speaks ? mood : 0, spoken += speaks, one.negative += mood < -.25f;
                one.month += at[touch] >= begin_of_2026 - 30 * day, one.quarter += at[touch] >= begin_of_2026 - 90 * day;
                one.last = scale[touch] ? score[touch] : one.last;
                one.open += (kind[touch] == opened) - (kind[touch] == resolved);
            }
            one.recency = int((begin_of_2026 - at[start[person + 1] - 1]) / day), one.open = max(0, one.open);
            if (spoken) one.mood = sum / spoken;
            made[person] = one;
        }
    });
    int64_t recency = 0, month = 0, quarter = 0, negative = 0, last = 0, open = 0;
    double mood = 0;
    for (const Features& one : made) {
        recency += one.recency, month += one.month, quarter += one.quarter, negative += one.negative, last += one.last, open += one.open;
        mood += one.mood == one.mood ? one.mood : 0;
    }
    rows.add("%zu, %ld, %ld, %ld, %.2f, %ld, %ld, %ld", people, recency, month, quarter, mood, negative, last, open);
}

// A window of 30 days is moved along the line; it holds how many touches of each channel are in it.
void attribution(Rows& rows) {
    auto credit = counted<double>(16, [purchase = kind_called("order_placed")](double* credit, size_t first, size_t end) {
        for (size_t person = first; person < end; person++) {
            size_t from = start[person];
            int within[16] = {};
            for (size_t touch = from; touch < start[person + 1]; within[channel[touch++]]++) {
                if (kind[touch] != purchase) continue;
                for (; at[from] + 30 * day < at[touch]; from++) within[channel[from]]--;
                size_t count = touch - from;
                if (!count) continue;
                // One touch is both ends. What the middle gives to the ends as well is taken from them again.
                double paid = double(value[touch]), ends = paid * (count > 2 ? .4 : .5), middle = count > 2 ? paid * .2 / double(count - 2) : 0;
                for (int way = 0; middle > 0 && way < 16; way++) credit[way] += middle * within[way];
                credit[channel[from]] += ends - middle, credit[channel[touch - 1]] += ends - middle;
            }
        }
    });
    for (size_t way = 0; way < channels.size(); way++) rows.add("\"%s\", %.0f", channels[way].c_str(), credit[way]);
}

double seconds() { return chrono::duration<double>(chrono::steady_clock::now().time_since_epoch()).count(); }

struct Touch {
    uint32_t at;
    uint8_t kind, channel, scale;
    int8_t score;
    float sentiment;
    int64_t value;
};

// Finds and copies the lines of the customers asked for, each by itself.
void print_lines(const string& path) {
    ifstream file(path);
    vector<double> times;
    vector<Touch> line;
    size_t copied = 0;
    for (uint32_t asked; file >> asked; copied += line.size()) {
        double begun = seconds();
        line.clear();
        size_t person = size_t(lower_bound(customers.begin(), customers.end(), asked) - customers.begin());
        for (size_t touch = start[person]; touch < start[person + 1]; touch++)
            line.push_back({at[touch], kind[touch], channel[touch], scale[touch], score[touch], sentiment[touch], value[touch]});
        times.push_back((seconds() - begun) * 1000);
    }
    sort(times.begin(), times.end());
    printf("\"Q9\": {\"p50_ms\": %.6f, \"p99_ms\": %.6f, \"rows\": [[%zu]]}}}\n", times[times.size() / 2], times[times.size() * 99 / 100], copied);
}

int main(int, char** arguments) {
    string folder = arguments[1];
    read_log(folder + "/columns");
    vector<pair<const char*, function<void(Rows&)>>> questions = {
        {"Q1", loyalty}, {"Q2", satisfaction}, {"Q3", funnel}, {"Q4", follows}, {"Q5", variants},
        {"Q6", retention}, {"Q7", impact}, {"Q8", features}, {"Q10", attribution}};
    printf("{\"floor\": {");
    for (auto& [name, ask] : questions) {
        vector<double> times;
        Rows rows;
        for (int run = 0; run < 8; run++) {
            double begun = seconds();
            rows = Rows(), ask(rows);
            // The first one warms up.
            if (run) times.push_back(seconds() - begun);
        }
        sort(times.begin(), times.end());
        printf("\"%s\": {\"seconds\": %.6f, \"rows\": [%s]}, ", name, times[3], rows.text.c_str());
    }
    print_lines(folder + "/asked.txt");
}
