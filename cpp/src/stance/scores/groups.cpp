#include "stance/scores/groups.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "polyvocal/stance/calibration.h"

namespace polyvocal::scoring {

namespace {

// Sums over the rows of a sentence, or of an article.
struct Cell {
  double weight = 0;
  double weighted = 0;
  double squares = 0;
  double label_weight = 0;  // weight over the probability of being labelled
  double label_weighted = 0;
  double label_squares = 0;
  std::uint32_t labels = 0;
  std::uint32_t mentions = 0;
  std::uint32_t sentences = 0;
};

// Sums over the articles that are one observation: copies of one text, or a single article.
struct Observation {
  double mean = 0;
  double centring = 0;
  double inverse_effective = 0;
  double effective = 0;
  double label_weight = 0;
  double label_weighted = 0;
  double label_squares = 0;
  std::uint32_t articles = 0;
};

std::int32_t story_of(const Grouping& grouping, std::uint32_t d) {
  return grouping.story.empty() ? -1 : grouping.story[d];
}

bool same_cluster(const Grouping& grouping, std::uint32_t a, std::uint32_t b) {
  const std::int32_t story = story_of(grouping, a);
  if (story >= 0) return story == story_of(grouping, b);
  return same_observation(grouping, a, b);
}

class Builder {
 public:
  Builder(const Evidence& evidence, std::size_t factions, const Grouping& grouping,
          const StoryOffsets& offsets, const LabelTable* labels)
      : evidence_(evidence), grouping_(grouping), offsets_(offsets), labels_(labels) {
    table_.columns = factions * kVoiceChoiceCount;
    table_.sums.resize(table_.columns);
    document_.resize(table_.columns);
    sentence_.resize(table_.columns);
    observation_.resize(table_.columns);
    label_weight_.assign(table_.columns, 0);
    label_squares_.assign(table_.columns, 0);
    top_.assign(table_.columns, 0);
    bottom_.assign(table_.columns, 0);
  }

  void add_document(std::uint32_t d) {
    table_.any_document = true;
    table_.any_supported = table_.any_supported || evidence_.language[d] == Language::english;
    bool any = false;
    SentenceId current = 0;
    for (std::uint32_t r = evidence_.doc_rows[d]; r < evidence_.doc_rows[d + 1]; ++r) {
      const EvidenceRow& row = evidence_.rows[r];
      if (row.faction < 0) continue;
      if (any && row.sentence != current) close_sentence();
      if (!any) start_document(d);
      current = row.sentence;
      any = true;
      add(r, row);
    }
    if (!any) return;
    close_sentence();
    close_document(d);
  }

  GroupTable finish() && {
    if (open_) close_cluster();
    for (std::size_t c = 0; c < table_.columns; ++c) {
      ColumnSums& sums = table_.sums[c];
      if (sums.observations == 0) continue;
      const double n = sums.observations;
      sums.mean /= n;
      sums.centring /= n;
      sums.measurement /= n * n;
      if (sums.labels == 0) continue;
      sums.label_error /= label_weight_[c];
      sums.label_factor = label_squares_[c] / (label_weight_[c] * label_weight_[c]);
    }
    return std::move(table_);
  }

 private:
  // Ends the observation and the cluster before this article where it belongs to neither.
  void start_document(std::uint32_t d) {
    if (open_ && !same_cluster(grouping_, last_, d)) {
      close_cluster();
    } else if (open_ && !same_observation(grouping_, last_, d)) {
      close_observation();
    }
    document_.assign(table_.columns, {});
    sentence_.assign(table_.columns, {});
    open_ = true;
    last_ = d;
  }

  void add(std::uint32_t r, const EvidenceRow& row) {
    const auto weight = static_cast<double>(row.weight);
    const bool labelled = labels_ != nullptr && labels_->has(r);
    each_column(row, [&](std::size_t column) {
      Cell& cell = sentence_[column];
      cell.weight += weight;
      cell.weighted += weight * static_cast<double>(row.score);
      cell.squares += weight * weight;
      ++cell.mentions;
      if (!labelled) return;
      const double w = weight / static_cast<double>(labels_->probability[r]);
      cell.label_weight += w;
      cell.label_weighted +=
          w * (static_cast<double>(labels_->value[r]) - static_cast<double>(row.score));
      cell.label_squares += w * w;
      ++cell.labels;
    });
  }

  void close_sentence() {
    if (grouping_.each_document) {
      for (const Cell& cell : sentence_) push(cell.weighted, cell.weight);
      ++table_.clusters;
    }
    for (std::size_t c = 0; c < table_.columns; ++c) {
      Cell& cell = sentence_[c];
      if (cell.mentions == 0) continue;
      Cell& all = document_[c];
      all.weight += cell.weight;
      all.weighted += cell.weighted;
      all.squares += cell.squares;
      all.label_weight += cell.label_weight;
      all.label_weighted += cell.label_weighted;
      all.label_squares += cell.label_squares;
      all.labels += cell.labels;
      all.mentions += cell.mentions;
      ++all.sentences;
      cell = {};
    }
  }

  void close_document(std::uint32_t d) {
    for (std::size_t c = 0; c < table_.columns; ++c) {
      const Cell& cell = document_[c];
      if (!(cell.weight > 0)) continue;
      const double offset =
          offsets_.empty() ? 0 : static_cast<double>(offsets_[d * table_.columns + c]);
      Observation& observation = observation_[c];
      const double effective = cell.weight * cell.weight / cell.squares;
      observation.mean += cell.weighted / cell.weight - offset;
      observation.centring -= offset;
      observation.inverse_effective += 1.0 / effective;
      observation.effective += effective;
      observation.label_weight += cell.label_weight / cell.weight;
      observation.label_weighted += cell.label_weighted / cell.weight;
      observation.label_squares += cell.label_squares / (cell.weight * cell.weight);
      ++observation.articles;
      ColumnSums& sums = table_.sums[c];
      sums.labels += cell.labels;
      sums.mentions += cell.mentions;
      sums.sentences += cell.sentences;
      ++sums.documents;
    }
  }

  void close_observation() {
    for (std::size_t c = 0; c < table_.columns; ++c) {
      Observation& observation = observation_[c];
      if (observation.articles == 0) continue;
      const double n = observation.articles;
      ColumnSums& sums = table_.sums[c];
      sums.mean += observation.mean / n;
      sums.centring += observation.centring / n;
      sums.measurement += observation.inverse_effective / n;
      sums.effective += observation.effective / n;
      sums.label_error += observation.label_weighted / n;
      label_weight_[c] += observation.label_weight / n;
      label_squares_[c] += observation.label_squares / (n * n);
      ++sums.observations;
      top_[c] += observation.mean / n;
      bottom_[c] += 1;
      observation = {};
    }
  }

  void close_cluster() {
    close_observation();
    if (!grouping_.each_document) {
      for (std::size_t c = 0; c < table_.columns; ++c) push(top_[c], bottom_[c]);
      ++table_.clusters;
    }
    std::fill(top_.begin(), top_.end(), 0.0);
    std::fill(bottom_.begin(), bottom_.end(), 0.0);
    open_ = false;
  }

  void push(double numerator, double denominator) {
    table_.numerator.push_back(numerator);
    table_.denominator.push_back(denominator);
  }

  const Evidence& evidence_;
  const Grouping& grouping_;
  const StoryOffsets& offsets_;
  const LabelTable* labels_;
  GroupTable table_;
  std::vector<Cell> document_;
  std::vector<Cell> sentence_;
  std::vector<Observation> observation_;
  std::vector<double> label_weight_;
  std::vector<double> label_squares_;
  std::vector<double> top_;  // of the cluster
  std::vector<double> bottom_;
  bool open_ = false;
  std::uint32_t last_ = 0;
};

}  // namespace

bool same_observation(const Grouping& grouping, std::uint32_t a, std::uint32_t b) {
  if (a == b) return true;
  if (grouping.copy.empty() || grouping.copy[a] < 0) return false;
  return grouping.copy[a] == grouping.copy[b] && story_of(grouping, a) == story_of(grouping, b);
}

std::vector<std::vector<std::uint32_t>> documents_of_groups(const Grouping& grouping) {
  std::vector<std::vector<std::uint32_t>> groups(static_cast<std::size_t>(grouping.groups));
  for (std::size_t d = 0; d < grouping.documents(); ++d) {
    const std::int32_t group = grouping.group[d];
    if (group < 0) continue;
    groups[static_cast<std::size_t>(group)].push_back(static_cast<std::uint32_t>(d));
  }
  if (grouping.story.empty() && grouping.copy.empty()) return groups;
  // Those in no story, or no set of copies, keep to themselves after the others.
  const auto key = [](const std::vector<std::int32_t>& column, std::uint32_t d) {
    const std::int32_t value = column.empty() ? -1 : column[d];
    return value < 0 ? std::pair{1, std::int64_t{d}} : std::pair{0, std::int64_t{value}};
  };
  for (auto& documents : groups) {
    std::sort(documents.begin(), documents.end(), [&](std::uint32_t a, std::uint32_t b) {
      const bool told = story_of(grouping, a) >= 0;
      if (told != (story_of(grouping, b) >= 0)) return told;
      if (told && grouping.story[a] != grouping.story[b]) {
        return grouping.story[a] < grouping.story[b];
      }
      return std::pair{key(grouping.copy, a), a} < std::pair{key(grouping.copy, b), b};
    });
  }
  return groups;
}

GroupTable build_group(const Evidence& evidence, const std::vector<std::uint32_t>& documents,
                       std::size_t factions, const Grouping& grouping, const StoryOffsets& offsets,
                       const LabelTable* labels) {
  Builder builder(evidence, factions, grouping, offsets, labels);
  for (const std::uint32_t d : documents) builder.add_document(d);
  return std::move(builder).finish();
}

}  // namespace polyvocal::scoring
