#include "stance/scores/stories.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace polyvocal::scoring {

namespace {

constexpr int kRounds = 8;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The documents of one story and group: an entry of the table of stories by groups.
struct Telling {
  std::int32_t story = 0;
  std::int32_t group = 0;
  std::vector<std::uint32_t> documents;
  double mean = 0;    // of what is more or less than usual, where any document has the column
  double offset = 0;  // what the story adds to it
  bool present = false;
};

// Ordered by story, then group; one story's are side by side.
std::vector<Telling> list_tellings(const Grouping& grouping) {
  std::vector<std::uint32_t> told;
  for (std::uint32_t d = 0; d < grouping.documents(); ++d) {
    if (grouping.story[d] >= 0 && grouping.group[d] >= 0) told.push_back(d);
  }
  std::stable_sort(told.begin(), told.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (grouping.story[a] != grouping.story[b]) return grouping.story[a] < grouping.story[b];
    return grouping.group[a] < grouping.group[b];
  });
  std::vector<Telling> tellings;
  for (const std::uint32_t d : told) {
    if (tellings.empty() || tellings.back().story != grouping.story[d] ||
        tellings.back().group != grouping.group[d]) {
      tellings.push_back({.story = grouping.story[d], .group = grouping.group[d], .documents = {}});
    }
    tellings.back().documents.push_back(d);
  }
  return tellings;
}

// Entry (document, column): its mean, NaN where it has none.
std::vector<double> document_means(std::size_t columns, const Evidence& evidence) {
  const std::size_t documents = evidence.language.size();
  std::vector<double> top(documents * columns, 0.0);
  std::vector<double> bottom(documents * columns, 0.0);
  for (const EvidenceRow& row : evidence.rows) {
    const auto weight = static_cast<double>(row.weight);
    each_column(row, [&](std::size_t column) {
      top[row.document * columns + column] += weight * static_cast<double>(row.score);
      bottom[row.document * columns + column] += weight;
    });
  }
  for (std::size_t i = 0; i < top.size(); ++i) top[i] = bottom[i] > 0 ? top[i] / bottom[i] : kNaN;
  return top;
}

// One column: stories of two groups or more, their variance and what they add.
class Column {
 public:
  Column(const Grouping& grouping, std::vector<Telling>& tellings, const std::vector<double>& means,
         std::size_t columns, std::size_t column)
      : grouping_(grouping), tellings_(tellings), means_(means), columns_(columns), at_(column) {}

  void solve() {
    for (Telling& telling : tellings_) telling.offset = 0;
    for (int round = 0; round < kRounds; ++round) {
      center_groups();
      describe_tellings();
      measure_spread();
      set_offsets();
    }
  }

 private:
  [[nodiscard]] double mean_of(std::size_t d) const { return means_[d * columns_ + at_]; }

  void center_groups() {
    const auto groups = static_cast<std::size_t>(grouping_.groups);
    usual_.assign(groups, 0.0);
    std::vector<double> count(groups, 0.0);
    for (std::size_t d = 0; d < grouping_.documents(); ++d) {
      if (grouping_.group[d] < 0 || std::isnan(mean_of(d))) continue;
      const auto g = static_cast<std::size_t>(grouping_.group[d]);
      usual_[g] += mean_of(d);
      count[g] += 1;
    }
    for (const Telling& telling : tellings_) {
      for (const std::uint32_t d : telling.documents) {
        if (!std::isnan(mean_of(d)))
          usual_[static_cast<std::size_t>(telling.group)] -= telling.offset;
      }
    }
    for (std::size_t g = 0; g < groups; ++g) usual_[g] = count[g] > 0 ? usual_[g] / count[g] : 0;
  }

  void describe_tellings() {
    for (Telling& telling : tellings_) {
      double sum = 0;
      double count = 0;
      for (const std::uint32_t d : telling.documents) {
        if (std::isnan(mean_of(d))) continue;
        sum += mean_of(d) - usual_[static_cast<std::size_t>(telling.group)];
        count += 1;
      }
      telling.present = count > 0;
      telling.mean = telling.present ? sum / count : 0;
    }
  }

  // Calls use(first, last, sum of means, how many are present) for every story.
  template <class Use>
  void each_story(Use&& use) {
    for (std::size_t begin = 0; begin < tellings_.size();) {
      std::size_t end = begin;
      double sum = 0;
      double count = 0;
      for (; end < tellings_.size() && tellings_[end].story == tellings_[begin].story; ++end) {
        if (!tellings_[end].present) continue;
        sum += tellings_[end].mean;
        count += 1;
      }
      use(begin, end, sum, count);
      begin = end;
    }
  }

  // One-way analysis of variance over the stories that two groups or more tell.
  void measure_spread() {
    double stories = 0;
    double total = 0;
    double squares = 0;
    double sum = 0;
    each_story([&](std::size_t, std::size_t, double s, double n) {
      if (n < 2) return;
      stories += 1;
      total += n;
      squares += n * n;
      sum += s;
    });
    between_ = rest_ = 0;
    if (stories < 2) return;
    const double grand = sum / total;
    double of_stories = 0;
    double within = 0;
    each_story([&](std::size_t begin, std::size_t end, double s, double n) {
      if (n < 2) return;
      of_stories += n * (s / n - grand) * (s / n - grand);
      for (std::size_t i = begin; i < end; ++i) {
        if (!tellings_[i].present) continue;
        const double away = tellings_[i].mean - s / n;
        within += away * away;
      }
    });
    rest_ = within / (total - stories);
    const double typical = (total - squares / total) / (stories - 1);
    between_ = std::max(0.0, (of_stories / (stories - 1) - rest_) / typical);
  }

  void set_offsets() {
    each_story([&](std::size_t begin, std::size_t end, double sum, double count) {
      for (std::size_t i = begin; i < end; ++i) {
        Telling& telling = tellings_[i];
        const double others = count - (telling.present ? 1 : 0);
        const double weight = others * between_ + rest_;
        telling.offset = 0;
        if (!telling.present || others < 1 || !(weight > 0)) continue;
        telling.offset = (sum - telling.mean) / others * (others * between_ / weight);
      }
    });
  }

  const Grouping& grouping_;
  std::vector<Telling>& tellings_;
  const std::vector<double>& means_;
  std::size_t columns_;
  std::size_t at_;
  std::vector<double> usual_;
  double between_ = 0;
  double rest_ = 0;
};

}  // namespace

StoryOffsets story_offsets(const Grouping& grouping, std::size_t factions,
                           const Evidence& evidence) {
  if (!grouping.center || grouping.story.empty() || grouping.each_document) return {};
  const std::size_t columns = factions * kVoiceChoiceCount;
  std::vector<Telling> tellings = list_tellings(grouping);
  const std::vector<double> means = document_means(columns, evidence);
  StoryOffsets offsets(grouping.documents() * columns, 0.0F);
  for (std::size_t c = 0; c < columns; ++c) {
    Column(grouping, tellings, means, columns, c).solve();
    for (const Telling& telling : tellings) {
      for (const std::uint32_t d : telling.documents) {
        offsets[d * columns + c] = static_cast<float>(telling.offset);
      }
    }
  }
  return offsets;
}

}  // namespace polyvocal::scoring
