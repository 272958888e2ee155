#include "stance/groups.h"

namespace polyvocal::scoring {

namespace {

struct Cell {
  double weight = 0;
  double weighted = 0;
  double squares = 0;
  std::uint32_t mentions = 0;
  std::uint32_t sentences = 0;
};

// Adds a row to the cells of its faction: the one of its voice, and "all".
template <class Use>
void each_column(const EvidenceRow& row, Use&& use) {
  if (row.faction < 0) return;
  use(column_of(row.faction, static_cast<VoiceChoice>(row.voice)));
  use(column_of(row.faction, VoiceChoice::all));
}

class Builder {
 public:
  Builder(const Evidence& evidence, std::size_t factions, GroupBy by)
      : evidence_(evidence), by_(by) {
    table_.columns = factions * kVoiceChoiceCount;
    table_.sums.resize(table_.columns);
    document_.resize(table_.columns);
    sentence_.resize(table_.columns);
  }

  void add_document(std::uint32_t d) {
    table_.any_document = true;
    table_.any_supported = table_.any_supported || evidence_.language[d] == Language::english;
    document_.assign(table_.columns, {});
    sentence_.assign(table_.columns, {});
    bool any = false;
    SentenceId current = 0;
    for (std::uint32_t r = evidence_.doc_rows[d]; r < evidence_.doc_rows[d + 1]; ++r) {
      const EvidenceRow& row = evidence_.rows[r];
      if (row.faction < 0) continue;
      if (any && row.sentence != current) close_sentence();
      current = row.sentence;
      any = true;
      add(row);
    }
    if (!any) return;
    close_sentence();
    close_document();
  }

  GroupTable finish() && {
    for (ColumnSums& sums : table_.sums) {
      if (sums.documents == 0) continue;
      const double n = sums.documents;
      sums.mean /= n;
      sums.measurement /= n * n;
    }
    return std::move(table_);
  }

 private:
  void add(const EvidenceRow& row) {
    const auto weight = static_cast<double>(row.weight);
    each_column(row, [&](std::size_t column) {
      Cell& cell = sentence_[column];
      cell.weight += weight;
      cell.weighted += weight * static_cast<double>(row.score);
      cell.squares += weight * weight;
      ++cell.mentions;
    });
  }

  void close_sentence() {
    if (by_ == GroupBy::document) {
      for (const Cell& cell : sentence_) push(cell.weighted, cell.weight);
      ++table_.clusters;
    }
    for (std::size_t c = 0; c < table_.columns; ++c) {
      Cell& cell = sentence_[c];
      if (cell.mentions == 0) continue;
      document_[c].weight += cell.weight;
      document_[c].weighted += cell.weighted;
      document_[c].squares += cell.squares;
      document_[c].mentions += cell.mentions;
      ++document_[c].sentences;
      cell = {};
    }
  }

  void close_document() {
    for (std::size_t c = 0; c < table_.columns; ++c) {
      const Cell& cell = document_[c];
      const bool occupied = cell.weight > 0;
      const double mean = occupied ? cell.weighted / cell.weight : 0;
      if (by_ == GroupBy::outlet) push(mean, occupied ? 1 : 0);
      if (!occupied) continue;
      ColumnSums& sums = table_.sums[c];
      const double effective = cell.weight * cell.weight / cell.squares;
      sums.mean += mean;
      sums.measurement += 1.0 / effective;
      sums.effective += effective;
      sums.mentions += cell.mentions;
      sums.sentences += cell.sentences;
      ++sums.documents;
    }
    if (by_ == GroupBy::outlet) ++table_.clusters;
  }

  void push(double numerator, double denominator) {
    table_.numerator.push_back(numerator);
    table_.denominator.push_back(denominator);
  }

  const Evidence& evidence_;
  GroupBy by_;
  GroupTable table_;
  std::vector<Cell> document_;
  std::vector<Cell> sentence_;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> group_documents(const Corpus& corpus, GroupBy by) {
  std::vector<std::vector<std::uint32_t>> groups(
      by == GroupBy::document ? corpus.size() : corpus.outlet_names.size());
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    std::size_t group = d;
    if (by == GroupBy::outlet) {
      const std::int32_t outlet = corpus.outlets[d];
      if (outlet < 0) continue;  // of no outlet: in no comparison of outlets
      group = static_cast<std::size_t>(outlet);
    }
    groups[group].push_back(static_cast<std::uint32_t>(d));
  }
  return groups;
}

GroupTable build_group(const Evidence& evidence, const std::vector<std::uint32_t>& documents,
                       std::size_t factions, GroupBy by) {
  Builder builder(evidence, factions, by);
  for (const std::uint32_t d : documents) builder.add_document(d);
  return std::move(builder).finish();
}

}  // namespace polyvocal::scoring
