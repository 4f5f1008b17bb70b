/** ONNX files, version 8 with operator set 18, as <a href="https://onnx.ai">onnx.ai</a> defines them: a model's inference as a graph of operations. */
package org.triceras.formats.onnx;
