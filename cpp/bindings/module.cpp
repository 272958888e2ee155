// The module polyvocal._core: one register function for each stage, in order of dependence.
#include <pybind11/pybind11.h>

#include "errors.h"

void register_core(pybind11::module_& module);
void register_corpus(pybind11::module_& module);
void register_text(pybind11::module_& module);
void register_actors(pybind11::module_& module);
void register_matcher(pybind11::module_& module);
void register_voice(pybind11::module_& module);
void register_counts(pybind11::module_& module);
void register_polarity(pybind11::module_& module);
void register_evidence(pybind11::module_& module);
void register_alignment(pybind11::module_& module);
void register_scaling(pybind11::module_& module);
void register_scores(pybind11::module_& module);
void register_vectors(pybind11::module_& module);
void register_similarity(pybind11::module_& module);
void register_reuse(pybind11::module_& module);
void register_sketches(pybind11::module_& module);

PYBIND11_MODULE(_core, module) {
  module.doc() = "C++ core of polyvocal. Private: use the names in polyvocal.";
#ifdef POLYVOCAL_VERSION
  module.attr("__version__") = POLYVOCAL_VERSION;
#endif
  polyvocal::register_errors();
  register_core(module);
  register_corpus(module);
  register_text(module);
  register_actors(module);
  register_matcher(module);
  register_voice(module);
  register_counts(module);
  register_polarity(module);
  register_evidence(module);
  register_alignment(module);
  register_scaling(module);
  register_scores(module);
  register_vectors(module);
  register_similarity(module);
  register_reuse(module);
  register_sketches(module);
}
