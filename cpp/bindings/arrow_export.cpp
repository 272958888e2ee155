#include "arrow_export.h"

#include <pybind11/numpy.h>

#include <cerrno>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "arrow_abi.h"

namespace polyvocal::arrow {

namespace py = pybind11;

namespace {

struct Node {
  std::string name;
  std::string format;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::vector<const void*> buffers;
  std::vector<Node> children;
  std::unique_ptr<Node> dictionary;
};

// A table to be handed out, with the Python arrays that own its memory. Consumers release it from
// any thread, with or without the GIL.
struct Tree {
  Node root;
  std::vector<py::object> owners;
};

void delete_tree(Tree* tree) {
  if (Py_IsInitialized() == 0) return;  // Python has gone, and its memory with it
  const py::gil_scoped_acquire acquired;
  delete tree;
}

using SharedTree = std::shared_ptr<Tree>;

Node parse_node(const py::handle& name, const py::handle& node, std::vector<py::object>& owners) {
  const auto fields = py::cast<py::tuple>(node);
  Node result;
  result.name = py::cast<std::string>(name);
  result.format = py::cast<std::string>(fields[0]);
  result.length = py::cast<std::int64_t>(fields[1]);
  result.null_count = py::cast<std::int64_t>(fields[2]);
  for (const py::handle buffer : py::cast<py::list>(fields[3])) {
    if (buffer.is_none()) {
      result.buffers.push_back(nullptr);
      continue;
    }
    const auto array = py::cast<py::array>(buffer);
    result.buffers.push_back(array.data());
    owners.push_back(array);
  }
  for (const py::handle child : py::cast<py::list>(fields[4])) {
    const auto pair = py::cast<py::tuple>(child);
    result.children.push_back(parse_node(pair[0], pair[1], owners));
  }
  if (!py::object(fields[5]).is_none()) {
    result.dictionary = std::make_unique<Node>(parse_node(py::str(""), fields[5], owners));
  }
  return result;
}

// ---- Schema: owns copies of its strings ------------------------------------------------------

struct SchemaHolder {
  std::string format;
  std::string name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  std::unique_ptr<ArrowSchema> dictionary;
};

void release_schema(ArrowSchema* schema) {
  auto* const holder = static_cast<SchemaHolder*>(schema->private_data);
  for (ArrowSchema& child : holder->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (holder->dictionary && holder->dictionary->release != nullptr) {
    holder->dictionary->release(holder->dictionary.get());
  }
  delete holder;
  schema->release = nullptr;
}

void fill_schema(const Node& node, ArrowSchema* out) {
  auto holder = std::make_unique<SchemaHolder>();
  holder->format = node.format;
  holder->name = node.name;
  holder->children.resize(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    fill_schema(node.children[i], &holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  if (node.dictionary) {
    holder->dictionary = std::make_unique<ArrowSchema>();
    fill_schema(*node.dictionary, holder->dictionary.get());
  }
  *out = {.format = holder->format.c_str(),
          .name = holder->name.c_str(),
          .metadata = nullptr,
          .flags = kNullable,
          .n_children = static_cast<std::int64_t>(holder->children.size()),
          .children = holder->pointers.empty() ? nullptr : holder->pointers.data(),
          .dictionary = holder->dictionary.get(),
          .release = &release_schema,
          .private_data = nullptr};
  out->private_data = holder.release();
}

// ---- Array: every part holds the whole tree, so parts may be moved out and live on --------------

struct ArrayHolder {
  SharedTree tree;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::unique_ptr<ArrowArray> dictionary;
};

void release_array(ArrowArray* array) {
  auto* const holder = static_cast<ArrayHolder*>(array->private_data);
  for (ArrowArray& child : holder->children) {
    if (child.release != nullptr) child.release(&child);
  }
  if (holder->dictionary && holder->dictionary->release != nullptr) {
    holder->dictionary->release(holder->dictionary.get());
  }
  delete holder;
  array->release = nullptr;
}

void fill_array(const SharedTree& tree, const Node& node, ArrowArray* out) {
  auto holder = std::make_unique<ArrayHolder>();
  holder->tree = tree;
  holder->buffers = node.buffers;
  holder->children.resize(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    fill_array(tree, node.children[i], &holder->children[i]);
    holder->pointers.push_back(&holder->children[i]);
  }
  if (node.dictionary) {
    holder->dictionary = std::make_unique<ArrowArray>();
    fill_array(tree, *node.dictionary, holder->dictionary.get());
  }
  *out = {.length = node.length,
          .null_count = node.null_count,
          .offset = 0,
          .n_buffers = static_cast<std::int64_t>(holder->buffers.size()),
          .n_children = static_cast<std::int64_t>(holder->children.size()),
          .buffers = holder->buffers.data(),
          .children = holder->pointers.empty() ? nullptr : holder->pointers.data(),
          .dictionary = holder->dictionary.get(),
          .release = &release_array,
          .private_data = nullptr};
  out->private_data = holder.release();
}

// ---- Stream -------------------------------------------------------------------------------------

struct StreamHolder {
  SharedTree tree;
  bool done = false;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  try {
    fill_schema(static_cast<StreamHolder*>(stream->private_data)->tree->root, out);
    return 0;
  } catch (...) {
    return ENOMEM;  // nothing else can fail here
  }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto* const holder = static_cast<StreamHolder*>(stream->private_data);
  if (holder->done) {
    out->release = nullptr;
    return 0;
  }
  try {
    fill_array(holder->tree, holder->tree->root, out);
    holder->done = true;
    return 0;
  } catch (...) {
    return ENOMEM;
  }
}

const char* get_last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamHolder*>(stream->private_data);
  stream->release = nullptr;
}

// For a capsule that nobody took the stream from.
void destroy_capsule(PyObject* capsule) {
  auto* const stream =
      static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, kStreamCapsule));
  if (stream->release != nullptr) stream->release(stream);
  delete stream;
}

}  // namespace

py::capsule make_stream(const py::list& columns, std::int64_t rows) {
  SharedTree tree(new Tree, &delete_tree);
  tree->root = {.name = "",
                .format = "+s",
                .length = rows,
                .null_count = 0,
                .buffers = {nullptr},
                .children = {},
                .dictionary = nullptr};
  for (const py::handle column : columns) {
    const auto pair = py::cast<py::tuple>(column);
    tree->root.children.push_back(parse_node(pair[0], pair[1], tree->owners));
  }
  auto stream = std::make_unique<ArrowArrayStream>();
  *stream = {.get_schema = &get_schema,
             .get_next = &get_next,
             .get_last_error = &get_last_error,
             .release = &release_stream,
             .private_data = new StreamHolder{.tree = std::move(tree)}};
  PyObject* const capsule = PyCapsule_New(stream.get(), kStreamCapsule, &destroy_capsule);
  if (capsule == nullptr) {
    stream->release(stream.get());
    throw py::error_already_set();
  }
  static_cast<void>(stream.release());
  return py::reinterpret_steal<py::capsule>(capsule);
}

}  // namespace polyvocal::arrow
